package org.dicomseal.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which fragments make which frame: by the extended or the basic offset table, by counting, or by how codestreams begin
 * (PS3.5 A.4).
 *
 * @param starts index of each frame's first fragment (the offset table is fragment 0), and after them the fragments' count
 * @param fault  why it can't be told, or null
 */
record FrameIndex(int[] starts, String fault) {

    private static final int ITEM_HEADER = 8;

    static FrameIndex of(DataSet dataSet, FragmentsElement element, int frames) throws IOException {
        List<Bulk> fragments = element.fragments();
        if (fragments.size() < 2) {
            return new FrameIndex(new int[0], "there is no fragment after the basic offset table");
        }
        int[] starts = byOffsets(fragments, extendedOffsets(dataSet), frames);
        if (starts == null) {
            starts = byOffsets(fragments, basicOffsets(fragments.get(0)), frames);
        }
        if (starts == null) {
            starts = byCount(fragments, frames);
        }
        if (starts == null) {
            starts = byCodestream(fragments, frames);
        }
        return starts != null ? new FrameIndex(starts, null)
                : new FrameIndex(new int[0], "which of " + (fragments.size() - 1) + " fragments make which of " + frames
                        + " frames can't be told");
    }

    int firstFragment(int frame) {
        return starts[frame];
    }

    int endFragment(int frame) {
        return starts[frame + 1];
    }

    private static long[] extendedOffsets(DataSet dataSet) throws IOException {
        Element table = dataSet.get(Tag.EXTENDED_OFFSET_TABLE);
        return table instanceof ValueElement value && value.length() % 8 == 0 ? Values.integers(value, VR.OV) : new long[0];
    }

    private static long[] basicOffsets(Bulk table) throws IOException {
        if (table.length() % 4 != 0) {
            return new long[0];
        }
        ByteBuffer bytes = ByteBuffer.wrap(table.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        long[] offsets = new long[bytes.capacity() / 4];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = bytes.getInt() & 0xFFFFFFFFL;
        }
        return offsets;
    }

    /** Null where the offsets are not one for each frame, ascending, each at the start of a fragment. */
    private static int[] byOffsets(List<Bulk> fragments, long[] offsets, int frames) {
        if (offsets.length != frames) {
            return null;
        }
        Map<Long, Integer> fragmentAt = new HashMap<>();
        long offset = 0;
        for (int i = 1; i < fragments.size(); i++) {
            fragmentAt.put(offset, i);
            offset += ITEM_HEADER + fragments.get(i).length();
        }
        int[] starts = new int[frames + 1];
        starts[frames] = fragments.size();
        for (int i = 0; i < frames; i++) {
            Integer fragment = fragmentAt.get(offsets[i]);
            if (fragment == null || (i == 0 ? fragment != 1 : fragment <= starts[i - 1])) {
                return null;
            }
            starts[i] = fragment;
        }
        return starts;
    }

    private static int[] byCount(List<Bulk> fragments, int frames) {
        if (frames == 1) {
            return new int[] {1, fragments.size()};
        }
        if (fragments.size() - 1 != frames) {
            return null;
        }
        int[] starts = new int[frames + 1];
        for (int i = 0; i <= frames; i++) {
            starts[i] = i + 1;
        }
        return starts;
    }

    private static int[] byCodestream(List<Bulk> fragments, int frames) throws IOException {
        List<Integer> starts = new ArrayList<>();
        for (int i = 1; i < fragments.size(); i++) {
            if (beginsCodestream(fragments.get(i))) {
                starts.add(i);
            }
        }
        if (starts.size() != frames || starts.get(0) != 1) {
            return null;
        }
        starts.add(fragments.size());
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    /** JPEG and JPEG-LS begin with FF D8, JPEG 2000 with FF 4F, JPEG XL with FF 0A or its container's signature box. */
    private static boolean beginsCodestream(Bulk fragment) throws IOException {
        try (InputStream in = fragment.open()) {
            int first = in.read();
            int second = in.read();
            int third = in.read();
            boolean marker = first == 0xFF && ((second == 0xD8 && third == 0xFF) || (second == 0x4F && third == 0xFF) || second == 0x0A);
            return marker || (first == 0 && second == 0 && third == 0 && in.read() == 0x0C && in.read() == 'J');
        }
    }
}
