package org.dicomseal.archive;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Dictionary;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.dicom.Values;

/** Attribute matching (PS3.4 C.2.2.2): single value, list, universal, wildcard and range; names without regard to case. */
final class Matching {

    private Matching() {
    }

    /** An attribute's values as they are compared: text, or whole numbers in decimal. */
    static List<String> values(DataSet dataSet, int tag) {
        if (!(dataSet.get(tag) instanceof ValueElement value) || value.vr().isText() || value.vr() == VR.UN) {
            return dataSet.strings(tag);
        }
        try {
            return Arrays.stream(Values.integers(value, null)).mapToObj(String::valueOf).toList();
        } catch (IOException noNumber) {
            return List.of();
        }
    }

    /**
     * @param wanted the key's values; none, or one empty one, match everything
     * @param held   the attribute's values
     */
    static boolean matches(int tag, List<String> wanted, List<String> held) {
        if (wanted.stream().allMatch(String::isEmpty)) {
            return true;
        }
        VR vr = Dictionary.vr(tag);
        List<String> present = held.isEmpty() ? List.of("") : held;
        return wanted.stream().anyMatch(want -> present.stream().anyMatch(value -> matches(vr, want, value)));
    }

    private static boolean matches(VR vr, String want, String value) {
        return switch (vr) {
            case DA, TM, DT -> inRange(vr, want, value);
            case AE, CS, LO, LT, SH, ST, UC, UR, UT -> wildcard(want).matcher(value).matches();
            case PN -> wildcard(person(want)).matcher(person(value)).matches();
            case IS, DS -> number(want).equals(number(value));
            default -> want.equals(value);
        };
    }

    private static Pattern wildcard(String want) {
        StringBuilder pattern = new StringBuilder();
        for (char c : want.toCharArray()) {
            pattern.append(switch (c) {
                case '*' -> ".*";
                case '?' -> ".";
                default -> Pattern.quote(String.valueOf(c));
            });
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    /** Empty components at the end of a name don't count (PS3.5 6.2). */
    private static String person(String name) {
        return name.replaceAll("\\^+$", "").toLowerCase(Locale.ROOT);
    }

    private static String number(String text) {
        try {
            return String.valueOf(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** "a-b", "-b", "a-" or one value; a bound that is less exact than the value covers all that begins with it. */
    private static boolean inRange(VR vr, String want, String value) {
        String held = plain(vr, value);
        int dash = want.indexOf('-');
        if (dash < 0) {
            return !held.isEmpty() && held.startsWith(plain(vr, want));
        }
        String from = plain(vr, want.substring(0, dash));
        String to = plain(vr, want.substring(dash + 1));
        return !held.isEmpty() && held.compareTo(from) >= 0 && (to.isEmpty() || held.compareTo(to) <= 0 || held.startsWith(to));
    }

    /** Old files write dates with dots and times with colons. */
    private static String plain(VR vr, String value) {
        return switch (vr) {
            case DA -> value.replace(".", "");
            case TM -> value.replace(":", "");
            default -> value;
        };
    }
}
