package org.dicomseal.node.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of the file, read key by key. A value that is wrong is noted with its line and replaced by the default, so that
 * reading goes on; {@link #end} notes the keys that nobody asked for.
 */
final class Section {

    private final String name;
    private final Node node;
    private final Mistakes mistakes;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    /** @param node the mapping; a scalar null counts as an empty one */
    Section(String name, Node node, Mistakes mistakes) {
        this.name = name;
        this.node = node;
        this.mistakes = mistakes;
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                if (entries.putIfAbsent(key, entry) != null) {
                    mistakes.at(entry.getKeyNode(), "'" + key + "' is given twice in " + name);
                }
            }
        } else if (!isNull(node)) {
            mistakes.at(node, name + " must be a mapping of keys to values");
        }
    }

    String name() {
        return name;
    }

    Node node() {
        return node;
    }

    boolean has(String key) {
        known.add(key);
        return entries.containsKey(key) && !isNull(entries.get(key).getValueNode());
    }

    /** Notes a mistake at a key's line, or at the section's if the key is not there. */
    void mistake(String key, String text) {
        NodeTuple entry = entries.get(key);
        mistakes.at(entry == null ? node : entry.getKeyNode(), name + "." + key + ": " + text);
    }

    /** Notes every key that was never asked for. */
    void end() {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                mistakes.at(entry.getKeyNode(), "unknown key '" + key + "' in " + name + Spelling.hint(key, known));
            }
        });
    }

    Optional<String> text(String key) {
        return scalar(key, "a text", ScalarNode::getValue);
    }

    String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    String requiredText(String key) {
        if (!has(key)) {
            mistake(key, "is missing");
            return "";
        }
        return text(key, "");
    }

    Optional<Path> path(String key) {
        return text(key).flatMap(text -> {
            try {
                return Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                mistake(key, "is not a path");
                return Optional.empty();
            }
        });
    }

    boolean flag(String key, boolean otherwise) {
        return scalar(key, "true or false", scalar -> switch (scalar.getValue()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        }).orElse(otherwise);
    }

    Optional<Integer> number(String key, int least, int most) {
        return scalar(key, "a whole number from " + least + " to " + most, scalar -> {
            int value = Integer.parseInt(scalar.getValue());
            if (value < least || value > most) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    int number(String key, int least, int most, int otherwise) {
        return number(key, least, most).orElse(otherwise);
    }

    Duration duration(String key, Duration otherwise) {
        return scalar(key, "a time such as 250ms, 5s, 10m, 2h or 14d", scalar -> Quantities.duration(scalar.getValue())).orElse(otherwise);
    }

    long bytes(String key, long otherwise) {
        return scalar(key, "a size such as 512, 128k, 64m, 10g or 2t", scalar -> Quantities.bytes(scalar.getValue())).orElse(otherwise);
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        return text(key).map(text -> constant(key, text, type, otherwise)).orElse(otherwise);
    }

    /** Choices in a list, or a single one; an empty list is an empty set. */
    <E extends Enum<E>> Set<E> choices(String key, Class<E> type, Set<E> otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        Set<E> chosen = new LinkedHashSet<>();
        for (String text : texts(key)) {
            E constant = constant(key, text, type, null);
            if (constant != null) {
                chosen.add(constant);
            }
        }
        return chosen;
    }

    private <E extends Enum<E>> E constant(String key, String text, Class<E> type, E otherwise) {
        List<String> names = Arrays.stream(type.getEnumConstants()).map(constant -> constant.name().toLowerCase()).toList();
        int index = names.indexOf(text);
        if (index < 0) {
            mistake(key, "'" + text + "' is none of " + String.join(", ", names));
            return otherwise;
        }
        return type.getEnumConstants()[index];
    }

    /** A list of scalars, or a single one. */
    List<String> texts(String key) {
        if (!has(key)) {
            return List.of();
        }
        Node value = entries.get(key).getValueNode();
        List<String> texts = new ArrayList<>();
        if (value instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar && !isNull(item)) {
                    texts.add(scalar.getValue());
                } else {
                    mistakes.at(item, name + "." + key + " must be a list of texts");
                }
            }
        } else {
            text(key).ifPresent(texts::add);
        }
        return texts;
    }

    /** A list of texts, or a single one, each parsed by a function that throws an IllegalArgumentException. */
    <T> List<T> parsed(String key, Function<String, T> parse) {
        List<T> values = new ArrayList<>();
        for (String text : texts(key)) {
            try {
                values.add(parse.apply(text));
            } catch (IllegalArgumentException e) {
                mistake(key, e.getMessage());
            }
        }
        return List.copyOf(values);
    }

    /** The mapping under a key; an empty one if it is not there. */
    Section section(String key) {
        Node value = has(key) ? entries.get(key).getValueNode() : null;
        return value == null ? new Section(path(name, key), emptyMapping(), mistakes) : new Section(path(name, key), value, mistakes);
    }

    /** The mappings in a mapping of names, such as archives. */
    Map<String, Section> named(String key) {
        Map<String, Section> sections = new LinkedHashMap<>();
        if (has(key)) {
            Section all = section(key);
            all.entries.forEach((each, entry) -> sections.put(each, new Section(path(all.name, each), entry.getValueNode(), mistakes)));
        }
        return sections;
    }

    /** The mappings in a list, such as routes. */
    List<Section> listed(String key) {
        List<Section> sections = new ArrayList<>();
        if (has(key)) {
            if (entries.get(key).getValueNode() instanceof SequenceNode sequence) {
                for (Node item : sequence.getValue()) {
                    sections.add(new Section(path(name, key) + "[" + sections.size() + "]", item, mistakes));
                }
            } else {
                mistake(key, "must be a list");
            }
        }
        return sections;
    }

    private Node emptyMapping() {
        return new MappingNode(Tag.MAP, true, List.of(), FlowStyle.BLOCK, node.getStartMark(), node.getEndMark());
    }

    private <T> Optional<T> scalar(String key, String expected, Function<ScalarNode, T> parse) {
        if (!has(key)) {
            return Optional.empty();
        }
        Node value = entries.get(key).getValueNode();
        try {
            if (value instanceof ScalarNode scalar) {
                return Optional.of(parse.apply(scalar));
            }
        } catch (IllegalArgumentException e) {
            // Said below, together with values that are no scalars.
        }
        mistakes.at(value, name + "." + key + " must be " + expected);
        return Optional.empty();
    }

    private static boolean isNull(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    private static String path(String parent, String key) {
        return parent.isEmpty() || parent.equals(NodeConfigReader.ROOT) ? key : parent + "." + key;
    }
}
