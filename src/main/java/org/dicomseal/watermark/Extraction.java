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
        int carrier = rule.carrier();
        int step = rule.ranks();
        for (int i = candidates.next(rule, next); i < candidates.count && section.length() < length + ends;
                i = candidates.next(rule, next)) {
            int bin = rule.binOf(candidates.error[i]);
            if (bin == carrier) {
                section.add(false);
            } else if (bin == carrier + 1) {
                section.add(true);
                remember(i, step);
            } else if (bin > carrier && candidates.toEnd(i, used) < step) {
                atEnd = ends == atEnd.length ? Arrays.copyOf(atEnd, 2 * ends) : atEnd;
                atEnd[ends++] = i;
            } else if (bin > carrier) {
                remember(i, step);
            }
            next = i + 1;
        }
        if (section.length() < length + ends) {
            return null;
        }
        for (int i = 0; i < ends; i++) {
            if (!section.get(length + i)) {
                remember(atEnd[i], step);
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
        for (int i = candidates.next(rule, next); i < candidates.count; i = candidates.next(rule, i + 1)) {
            int outwards = rule.binOf(candidates.error[i]) - rule.carrier();
            if (outwards == 0 || outwards == 1) {
                section.add(outwards == 1);
                places.add(i);
            }
        }
        return section;
    }

    private void remember(int index, int step) {
        int rank = candidates.predicted[index] + candidates.error[index];
        moved = moves == moved.length ? Arrays.copyOf(moved, 2 * moves) : moved;
        original = moves == original.length ? Arrays.copyOf(original, 2 * moves) : original;
        moved[moves] = candidates.pixel[index];
        original[moves++] = used.value(candidates.error[index] < 0 ? rank + step : rank - step);
    }

    /**
     * True if undoing the marked frame gives the original. It is undone and put back as it was: less work than with a copy.
     *
     * @param marked the frame that was read; as it was when this returns
     */
    boolean undoes(byte[] marked, byte[] original, SamplePlane plane) {
        int[] words = new int[moves];
        for (int i = 0; i < moves; i++) {
            words[i] = plane.word(marked, moved[i]);
        }
        undo(marked, plane);
        boolean equal = Arrays.equals(marked, original);
        for (int i = 0; i < moves; i++) {
            plane.putWord(marked, moved[i], words[i]);
        }
        return equal;
    }

    /** Moves every pixel that was moved back, in the frame that was read. */
    void undo(byte[] samples, SamplePlane plane) {
        for (int i = 0; i < moves; i++) {
            plane.put(samples, moved[i], original[i]);
        }
    }
}
