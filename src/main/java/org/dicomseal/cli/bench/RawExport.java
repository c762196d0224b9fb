package org.dicomseal.cli.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dicomseal.codec.FrameFormat;

/**
 * Writes frames as {@link RawObjects} reads them, for other codecs to be measured on: unsigned, the least sample of a signed frame
 * moved to 0, colour by pixel. Frames with less than 8 or more than 16 bits a sample, or of two or four samples, are left out.
 */
public final class RawExport implements AutoCloseable {

    private final Path images;
    private final BufferedWriter manifest;
    private int count;

    public RawExport(Path folder) throws IOException {
        images = Files.createDirectories(folder.resolve("img"));
        manifest = Files.newBufferedWriter(folder.resolve("manifest.txt"));
    }

    /** Writes an object's frames. */
    public void write(ImageObject object) throws IOException {
        FrameFormat format = object.format();
        int bytes = format.bitsAllocated() / 8;
        boolean fits = format.bitsAllocated() % 8 == 0 && bytes >= 1 && bytes <= 2
                && (format.samplesPerPixel() == 1 || format.samplesPerPixel() == 3)
                && format.frameLength() == (long) format.rows() * format.columns() * format.samplesPerPixel() * bytes;
        if (!fits) {
            return;
        }
        for (int frame = 0; frame < object.frames().size(); frame++) {
            write(object, frame, bytes);
        }
    }

    private void write(ImageObject object, int frame, int bytes) throws IOException {
        FrameFormat format = object.format();
        int[] samples = samples(object.frames().get(frame), format, bytes);
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        for (int sample : samples) {
            least = Math.min(least, sample);
            most = Math.max(most, sample);
        }
        int base = format.signed() || least < 0 ? least : 0;
        byte[] raw = new byte[samples.length * bytes];
        for (int i = 0; i < samples.length; i++) {
            int value = samples[i] - base;
            raw[i * bytes] = (byte) value;
            if (bytes == 2) {
                raw[i * bytes + 1] = (byte) (value >> 8);
            }
        }
        String name = object.modality().replaceAll("\\W", "") + String.format("_%04d", count++);
        Files.write(images.resolve(name + ".raw"), raw);
        int bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(most - base));
        manifest.write(String.join(" ", name, "" + format.columns(), "" + format.rows(), "" + format.samplesPerPixel(), "" + bytes,
                "" + bits, "" + format.bitsStored(), format.signed() ? "1" : "0", "" + least, "" + most, "-",
                object.modality().isBlank() ? "OT" : object.modality(), object.name(frame).replaceAll("\\s", "_")));
        manifest.newLine();
    }

    /** The words of a frame as numbers, colour by pixel. */
    private static int[] samples(byte[] frame, FrameFormat format, int bytes) {
        int pixels = format.rows() * format.columns();
        int channels = format.samplesPerPixel();
        int[] samples = new int[pixels * channels];
        for (int i = 0; i < samples.length; i++) {
            int at = (format.planar() ? i % channels * pixels + i / channels : i) * bytes;
            int word = frame[at] & 0xff | (bytes == 2 ? (frame[at + 1] & 0xff) << 8 : 0);
            samples[i] = format.signed() ? word << 32 - 8 * bytes >> 32 - 8 * bytes : word;
        }
        return samples;
    }

    @Override
    public void close() throws IOException {
        manifest.close();
    }
}
