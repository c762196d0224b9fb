package org.dicomseal.seal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.dicomseal.dicom.Bulk;

/** Native pixel data whose frames are changed while they are read, one at a time; what follows the last frame stays as it is. */
final class ChangedFrames implements Bulk {

    private static final int REST = 64 * 1024;

    /** What becomes of a frame: an array of the same length. */
    @FunctionalInterface
    interface Change {
        byte[] of(byte[] frame, int index) throws IOException;
    }

    private final Bulk original;
    private final int frameLength;
    private final int frames;
    private final Change change;
    private final ValueStream.Check atEnd;

    /**
     * @param original in little endian order
     * @param atEnd    is asked before the last bytes come out
     */
    ChangedFrames(Bulk original, int frameLength, int frames, Change change, ValueStream.Check atEnd) {
        this.original = original;
        this.frameLength = frameLength;
        this.frames = frames;
        this.change = change;
        this.atEnd = atEnd;
    }

    @Override
    public long length() {
        return original.length();
    }

    @Override
    public InputStream open() throws IOException {
        InputStream in = original.open();
        int[] next = {0};
        ValueStream changed = new ValueStream(() -> next[0] < frames ? frame(in, next[0]++) : rest(in), atEnd);
        return new FilterInputStream(changed) {
            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }

    private byte[] frame(InputStream in, int index) throws IOException {
        byte[] frame = in.readNBytes(frameLength);
        if (frame.length < frameLength) {
            throw new IOException("frame " + index + " ends after " + frame.length + " bytes of " + frameLength);
        }
        return change.of(frame, index);
    }

    private static byte[] rest(InputStream in) throws IOException {
        byte[] rest = in.readNBytes(REST);
        return rest.length == 0 ? null : rest;
    }
}
