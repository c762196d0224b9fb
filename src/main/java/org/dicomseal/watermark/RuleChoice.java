package org.dicomseal.watermark;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Finds the rules under which a payload fits and does least harm, from the statistics of a frame's candidates.
 * Harm is counted as pixels changed, plus the bits that an entropy coder will need more for them:
 * in flat areas few changes are needed but each is dear to compress, in noise it is the other way about.
 */
final class RuleChoice {

    /** What one more bit of compressed image weighs, in pixels changed: where size counts, and where every change is one too many. */
    static final double SMALL_FIRST = 1;
    static final double FAITHFUL_FIRST = 0;
    /** Bins counted on each side of the prediction; the last stands for all farther ones. */
    private static final int BINS = 34;

    /**
     * A rule that fits.
     *
     * @param harm   pixels changed and bits, for each bit of payload
     * @param growth bits of compressed image for each bit of payload
     */
    record Rated(MoveRule rule, double harm, double growth) {
    }

    /** With so many candidates every other one tells enough. */
    private static final int LARGE = 16384;
    private static final int SIDES = 2 * BINS;
    private static final int ROOMS = MoveRule.BIN_CHOICES + 1;

    /** By step and room, how many of the carrying bins have that room. */
    private static final byte[][] BINS_WITH_ROOM = binsWithRoom();

    private final int step;
    /** Candidates by texture, by how many carrying bins they have room for at least, and by bin: above, then below the prediction. */
    private final int[] counts = new int[Candidates.TEXTURES * ROOMS * SIDES];
    /** The same without the bins, of those that are so near the end of their run that they need a bit of overflow map. */
    private final int[] ends = new int[Candidates.TEXTURES * ROOMS];
    /** By texture and carrying bin: how many bits more than its overflow map it carries, and what becomes of the pixels then. */
    private final double[][] carriers = new double[Candidates.TEXTURES][MoveRule.BIN_CHOICES];
    private final double[][] changes = new double[Candidates.TEXTURES][MoveRule.BIN_CHOICES];
    private final double[][] growth = new double[Candidates.TEXTURES][MoveRule.BIN_CHOICES];
    private double entropy;

    /** @param step index of the rules' step */
    RuleChoice(Candidates candidates, int step) {
        this.step = step;
        int[] byTexture = count(candidates);
        for (int texture = 0; texture < byTexture.length; texture++) {
            if (byTexture[texture] > 0) {
                for (int at = at(texture, ROOMS - 1) - 1; at >= at(texture, 0); at--) {
                    counts[at] += counts[at + SIDES];
                }
                for (int at = (texture + 1) * ROOMS - 2; at >= texture * ROOMS; at--) {
                    ends[at] += ends[at + 1];
                }
                rate(texture, byTexture[texture]);
            }
        }
    }

    private static int at(int texture, int room) {
        return (texture * ROOMS + room) * SIDES;
    }

    private int[] count(Candidates candidates) {
        int[] byTexture = new int[Candidates.TEXTURES];
        byte[] binsWithRoom = BINS_WITH_ROOM[step];
        int twoSteps = 2 * new MoveRule(0, 0, 0, step).ranks();
        int most = binsWithRoom.length - 1;
        int sample = candidates.count < LARGE ? 1 : 2;
        for (int i = 0; i < candidates.count; i += sample) {
            int texture = candidates.texture[i];
            if (texture == Candidates.APART) {
                continue;
            }
            int error = candidates.error[i];
            int room = candidates.room[i];
            int rooms = texture * ROOMS + binsWithRoom[Math.min(most, room)];
            counts[rooms * SIDES + Math.min(BINS - 1, MoveRule.binOf(error, step)) + (error >>> 31) * BINS] += sample;
            int toEnd = room - Math.abs(error);
            if (toEnd >= 0 && toEnd < twoSteps) {
                ends[rooms] += sample;
            }
            byTexture[texture] += sample;
        }
        return byTexture;
    }

    private static byte[][] binsWithRoom() {
        byte[][] bins = new byte[MoveRule.STEP_CHOICES][];
        for (int step = 0; step < bins.length; step++) {
            bins[step] = new byte[MoveRule.room(MoveRule.BIN_CHOICES - 1, step) + 1];
            for (int room = 0; room < bins[step].length; room++) {
                for (int bin = 0; bin < MoveRule.BIN_CHOICES; bin++) {
                    bins[step][room] += MoveRule.room(bin, step) <= room ? 1 : 0;
                }
            }
        }
        return bins;
    }

    /** Works out what each carrying bin does to the pixels of one texture, of which there are {@code sum}. */
    private void rate(int texture, double sum) {
        int all = at(texture, 0);
        double[] dearer = new double[SIDES];
        for (int bin = 0; bin < SIDES; bin++) {
            int count = counts[all + bin];
            entropy += count == 0 ? 0 : count * log2(sum / count);
            boolean last = bin % BINS == BINS - 1;
            dearer[bin] = last || count <= counts[all + bin + 1] ? 0 : log2((count + 0.5) / (counts[all + bin + 1] + 0.5));
        }
        for (int choice = 0; choice < MoveRule.BIN_CHOICES; choice++) {
            int carrier = new MoveRule(texture, texture, choice, step).carrier();
            carriers[texture][choice] -= ends[texture * ROOMS + choice + 1];
            for (int side = 0; side < SIDES; side += BINS) {
                int bins = at(texture, choice + 1);
                int carry = counts[bins + side + carrier];
                carriers[texture][choice] += carry;
                changes[texture][choice] += carry * 0.5;
                growth[texture][choice] += carry * (1 + dearer[side + carrier] / 2);
                for (int bin = side + carrier + 1; bin < side + BINS; bin++) {
                    changes[texture][choice] += counts[bins + bin];
                    growth[texture][choice] += counts[bins + bin] * dearer[bin];
                }
            }
        }
    }

    /** Bits that an entropy coder needs for all candidates, roughly. */
    double entropy() {
        return entropy;
    }

    /**
     * Rules under which {@code bits} should fit, the least harmful first.
     *
     * @param entropyWeight what one more bit of compressed image weighs, in pixels changed
     * @param most          how many at most
     */
    List<Rated> rulesFor(int bits, double entropyWeight, int most) {
        PriorityQueue<Rated> best = new PriorityQueue<>(Comparator.comparingDouble(Rated::harm).reversed());
        for (int choice = 0; choice < MoveRule.BIN_CHOICES; choice++) {
            for (int low = 0; low < Candidates.TEXTURES; low++) {
                double carry = 0;
                double change = 0;
                double grow = 0;
                for (int high = low; high < Candidates.TEXTURES; high++) {
                    carry += carriers[high][choice];
                    change += changes[high][choice];
                    grow += growth[high][choice];
                    if (carry < bits) {
                        continue;
                    }
                    double harm = (change + entropyWeight * grow) / Math.max(1, carry);
                    if (best.size() < most || harm < best.peek().harm()) {
                        best.add(new Rated(new MoveRule(low, high, choice, step), harm, grow / carry));
                        if (best.size() > most) {
                            best.remove();
                        }
                    }
                }
            }
        }
        return best.stream().sorted(Comparator.comparingDouble(Rated::harm)).toList();
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
