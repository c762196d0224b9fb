package org.dicomseal.codestream;

import java.util.Arrays;

/** One code-block of a subband: where its samples lie, and which bytes of the codestream code them. */
final class CodeBlock {

    /** In the tile-component's coefficients, where all subbands lie side by side. */
    final int x;
    final int y;
    final int width;
    final int height;

    boolean included;
    /** Bit planes that are coded, below the missing ones. */
    int planes;
    int passes;
    int lengthBits = 3;

    /** Codeword segments in order: passes in each, and the index of the first chunk after it. */
    private int segments;
    private int[] segmentPasses = new int[1];
    private int[] segmentChunks = new int[1];
    private int[] chunkOffsets = new int[1];
    private int[] chunkLengths = new int[1];
    private int chunks;

    CodeBlock(int x, int y, int width, int height) {
        this.x = x;
        this.y = y;
        this.width = width;
        this.height = height;
    }

    int segments() {
        return segments;
    }

    int segmentPasses(int segment) {
        return segmentPasses[segment];
    }

    /** Passes that still fit into the current codeword segment; opens a new one where it is full (T.800 D.4, D.6). */
    int roomInSegment(BlockCoding coding) {
        if (segments > 0) {
            int room = capacity(coding, passes - segmentPasses[segments - 1]) - segmentPasses[segments - 1];
            if (room > 0) {
                return room;
            }
        }
        if (segments == segmentPasses.length) {
            segmentPasses = Arrays.copyOf(segmentPasses, segments * 2);
            segmentChunks = Arrays.copyOf(segmentChunks, segments * 2);
        }
        segmentPasses[segments] = 0;
        segmentChunks[segments] = chunks;
        segments++;
        return capacity(coding, passes);
    }

    /** Passes of the segment that starts with this pass. */
    private static int capacity(BlockCoding coding, int firstPass) {
        if (coding.has(BlockCoding.TERMINATE_ALL)) {
            return 1;
        }
        if (!coding.has(BlockCoding.BYPASS)) {
            return Integer.MAX_VALUE;
        }
        return firstPass == 0 ? 10 : BlockDecoder.isCleanup(firstPass) ? 1 : 2;
    }

    /** Adds passes to the current segment, and a chunk of bytes that code them, of a length only so far; gives the chunk's number. */
    int add(int morePasses, int length) {
        if (chunks == chunkOffsets.length) {
            chunkOffsets = Arrays.copyOf(chunkOffsets, chunks * 2);
            chunkLengths = Arrays.copyOf(chunkLengths, chunks * 2);
        }
        chunkLengths[chunks] = length;
        chunks++;
        segmentPasses[segments - 1] += morePasses;
        segmentChunks[segments - 1] = chunks;
        passes += morePasses;
        return chunks - 1;
    }

    /** Says where a chunk's bytes start in the codestream. */
    void place(int chunk, int offset) {
        chunkOffsets[chunk] = offset;
    }

    /** A segment's bytes, with two bytes FF after them. */
    byte[] segmentBytes(byte[] codestream, int segment) {
        int first = segment == 0 ? 0 : segmentChunks[segment - 1];
        int length = 0;
        for (int i = first; i < segmentChunks[segment]; i++) {
            length += chunkLengths[i];
        }
        byte[] bytes = new byte[length + 2];
        int at = 0;
        for (int i = first; i < segmentChunks[segment]; i++) {
            System.arraycopy(codestream, chunkOffsets[i], bytes, at, chunkLengths[i]);
            at += chunkLengths[i];
        }
        bytes[length] = (byte) 0xFF;
        bytes[length + 1] = (byte) 0xFF;
        return bytes;
    }

    /** Passes that are not there, of those that all bit planes have. */
    int missingPasses() {
        return Math.max(0, 3 * planes - 2) - passes;
    }
}
