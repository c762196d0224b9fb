package org.dicomseal.node.config;

import java.util.Comparator;
import java.util.List;
import java.util.ArrayList;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong in a file, so that a person sees all of it at once. */
final class Mistakes {

    private record Mistake(int line, String text) {
    }

    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void at(Node node, String text) {
        at(node.getStartMark().map(Mark::getLine).orElse(0) + 1, text);
    }

    void at(int line, String text) {
        found.add(new Mistake(line, text));
    }

    void throwIfAny() throws ConfigException {
        if (!found.isEmpty()) {
            throw new ConfigException(found.stream().sorted(Comparator.comparingInt(Mistake::line))
                    .map(mistake -> file + ":" + mistake.line() + ": " + mistake.text()).toList());
        }
    }
}
