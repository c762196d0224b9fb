package org.dicomseal.watermark;

/**
 * Writes bits into the candidates of a frame, one section after the other. A shifted pixel that reaches the end of its run looks like
 * one that was there and had to stay; for each such pixel a bit says which (the overflow map). These bits follow the
 * section's own; the section ends as soon as all are written, so the reader knows its end.
 */
final class Embedding {

    private final byte[] samples;
    private final SamplePlane plane;
    private final UsedValues used;
    private final Candidates candidates;
    private int next;
    private final Moves moves = new Moves();

    /**
     * @param samples the frame; changed in place
     * @param region  has analysed it
     */
    Embedding(byte[] samples, MarkableRegion region) {
        this.samples = samples;
        plane = region.plane();
        used = region.used();
        candidates = region.candidates();
    }

    /**
     * Writes one section after the previous one.
     *
     * @param section bits to write; the overflow map is added to it
     * @return false if the candidates ended before the section did; the frame is spoilt then
     */
    boolean write(BitQueue section, MoveRule rule) {
        int written = 0;
        int carrier = rule.carrier();
        int step = rule.ranks();
        for (int i = candidates.next(rule, next); i < candidates.count && written < section.length(); i = candidates.next(rule, next)) {
            int bin = rule.binOf(candidates.error[i]);
            if (bin == carrier) {
                if (section.get(written++)) {
                    move(i, step);
                }
            } else if (bin > carrier) {
                shift(i, step, section);
            }
            next = i + 1;
        }
        return written == section.length();
    }

    private void shift(int index, int step, BitQueue section) {
        int toEnd = candidates.toEnd(index, used);
        if (toEnd < step) {
            section.add(true);
            return;
        }
        move(index, step);
        if (toEnd - step < step) {
            section.add(false);
        }
    }

    private void move(int index, int step) {
        int rank = candidates.predicted[index] + candidates.error[index];
        int value = used.value(candidates.error[index] < 0 ? rank - step : rank + step);
        plane.put(samples, candidates.pixel[index], value);
        moves.add(candidates.pixel[index], value - used.value(rank));
    }

    Moves moves() {
        return moves;
    }
}
