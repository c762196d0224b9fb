package org.dicomseal.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dicomseal.codec.FrameFormat;
import org.dicomseal.codec.Photometric;

/**
 * Frames as raw files: FOLDER/manifest.txt has a line a frame, "name width height samples bytes-a-sample bits ...", where what
 * follows the sixth field is for people but for the twelfth, the modality; FOLDER/img/NAME.raw holds the unsigned little-endian
 * samples, colour by pixel.
 */
public final class RawObjects implements ObjectSource {

    private static final int NEEDED = 6;
    private static final int MODALITY = 11;

    private final Path folder;

    public RawObjects(Path folder) {
        this.folder = folder;
    }

    @Override
    public void forEach(Visitor visitor) throws IOException {
        for (String line : Files.readAllLines(folder.resolve("manifest.txt"))) {
            if (!line.isBlank()) {
                visitor.visit(read(line));
            }
        }
    }

    private ImageObject read(String line) throws IOException {
        String[] fields = line.strip().split("\\s+");
        if (fields.length < NEEDED) {
            throw new IOException("a manifest line of " + fields.length + " fields: " + line);
        }
        int[] numbers = new int[NEEDED];
        for (int i = 1; i < NEEDED; i++) {
            try {
                numbers[i] = Integer.parseInt(fields[i]);
            } catch (NumberFormatException fault) {
                throw new IOException("not a number in the manifest: " + line, fault);
            }
        }
        int allocated = 8 * numbers[4];
        int stored = allocated == 8 ? 8 : Math.max(1, Math.min(allocated, numbers[5]));
        FrameFormat format = new FrameFormat(numbers[2], numbers[1], numbers[3], allocated, stored, stored - 1, false, false,
                numbers[3] == 3 ? Photometric.RGB : Photometric.GREY);
        byte[] frame = Files.readAllBytes(folder.resolve("img").resolve(fields[0] + ".raw"));
        if (frame.length != format.frameLength()) {
            throw new IOException(fields[0] + ".raw has " + frame.length + " bytes, not " + format.frameLength());
        }
        return new ImageObject(fields[0], fields.length > MODALITY ? fields[MODALITY] : "OT", format, List.of(frame));
    }
}
