package org.dicomseal.watermark;

import java.util.Arrays;
import java.util.List;

/** Reads the sections that {@link Embedding} wrote, and remembers how to undo them. */
final class Extraction {

    private final UsedValues used;
    private final Candidates candidates;
    private int next;
    private int[] moved = new int[4096];
    private int[] original = new int[4096];
    private int moves;
    private int[] atEnd = new int[64];

    /** @param region has analysed the marked frame */
    Extraction(MarkableRegion region) {
        used = region.used();
        candidates = region.candidates();
    }

    /**
     * Reads the section after the previous one.
     *
     * @param length bits of the section without its overflow map
     * @return the section with its overflow map, or null if the candidates ended before it did
     */
    BitQueue read(int length, MoveRule rule) {
        BitQueue section = new BitQueue();
        int ends = 0;
        for (; next < candidates.count && section.length() < length + ends; next++) {
            if (!rule.takes(candidates, next)) {
                continue;
            }
            int bin = rule.binOf(candidates.error[next]);
            if (bin == rule.carrier()) {
                section.add(false);
            } else if (bin == rule.carrier() + 1) {
                section.add(true);
                remember(next, rule);
            } else if (bin > rule.carrier() && candidates.toEnd(next, used) < rule.ranks()) {
                atEnd = ends == atEnd.length ? Arrays.copyOf(atEnd, 2 * ends) : atEnd;
                atEnd[ends++] = next;
            } else if (bin > rule.carrier()) {
                remember(next, rule);
            }
        }
        if (section.length() < length + ends) {
            return null;
        }
        for (int i = 0; i < ends; i++) {
            if (!section.get(length + i)) {
                remember(atEnd[i], rule);
            }
        }
        return section;
    }

    /**
     * The bits of the section after the previous one, however many there are, in a frame that may be damaged; gives for each the
     * number of the candidate in {@code places}.
     */
    BitQueue readAll(MoveRule rule, List<Integer> places) {
        BitQueue section = new BitQueue();
        for (int i = next; i < candidates.count; i++) {
            int outwards = rule.takes(candidates, i) ? rule.binOf(candidates.error[i]) - rule.carrier() : -1;
            if (outwards == 0 || outwards == 1) {
                section.add(outwards == 1);
                places.add(i);
            }
        }
        return section;
    }

    private void remember(int index, MoveRule rule) {
        int rank = candidates.predicted[index] + candidates.error[index];
        moved = moves == moved.length ? Arrays.copyOf(moved, 2 * moves) : moved;
        original = moves == original.length ? Arrays.copyOf(original, 2 * moves) : original;
        moved[moves] = candidates.pixel[index];
        original[moves++] = used.value(candidates.error[index] < 0 ? rank + rule.ranks() : rank - rule.ranks());
    }

    /** Moves every pixel that was moved back, in the frame that was read. */
    void undo(byte[] samples, SamplePlane plane) {
        for (int i = 0; i < moves; i++) {
            plane.put(samples, moved[i], original[i]);
        }
    }
}
