package org.dicomseal.cli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dicomseal.codec.FrameFormat;
import org.dicomseal.codec.Photometric;
import org.dicomseal.codestream.CodestreamDecoder;
import org.dicomseal.codestream.CodestreamDecoders;
import org.dicomseal.codestream.DecodedFrame;
import org.dicomseal.codestream.EncodedFormat;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.PixelData;
import org.dicomseal.dicom.Tag;

/** The images in a folder of DICOM files whose pixels never were lossy. What is left out is said on a line of its own. */
public final class DicomObjects implements ObjectSource {

    private final Path folder;
    private final int mostFrames;
    private final PrintWriter skipped;

    /**
     * @param mostFrames frames of one object that are looked at
     * @param skipped    takes a line for each file that is left out
     */
    public DicomObjects(Path folder, int mostFrames, PrintWriter skipped) {
        this.folder = folder;
        this.mostFrames = mostFrames;
        this.skipped = skipped;
    }

    @Override
    public void forEach(Visitor visitor) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            ImageObject object;
            try (DicomFile dicom = DicomFile.open(file)) {
                object = read(folder.relativize(file).toString(), dicom);
            } catch (IOException | RuntimeException fault) {
                skipped.println(folder.relativize(file) + ": " + fault.getMessage());
                continue;
            }
            visitor.visit(object);
        }
    }

    private ImageObject read(String name, DicomFile dicom) throws IOException {
        if ("01".equals(dicom.dataSet().string(Tag.LOSSY_IMAGE_COMPRESSION))) {
            throw new IOException("was lossy once");
        }
        PixelData pixels = PixelData.of(dicom.dataSet());
        ImagePixel image = pixels.image();
        if (image.frameBits() % 8 != 0 && image.frames() > 1) {
            throw new IOException("frames share bytes");
        }
        List<byte[]> frames = new ArrayList<>();
        FrameFormat format = null;
        for (int i = 0; i < Math.min(image.frames(), mostFrames); i++) {
            byte[] bytes = pixels.frame(i).bytes();
            if (dicom.syntax().encapsulated()) {
                DecodedFrame decoded = decode(dicom.syntax().uid(), bytes, image);
                format = format(decoded.format());
                frames.add(decoded.bytes());
            } else {
                format = format(encoded(image), image.subsampled());
                frames.add(bytes);
            }
        }
        return new ImageObject(name, dicom.dataSet().string(Tag.MODALITY, "OT"), format, frames);
    }

    private static DecodedFrame decode(String syntax, byte[] codestream, ImagePixel image) throws IOException {
        Optional<CodestreamDecoder> decoder = CodestreamDecoders.forSyntax(syntax);
        if (decoder.isEmpty()) {
            throw new IOException("no decoder for " + syntax);
        }
        DecodedFrame decoded = decoder.get().decode(codestream, encoded(image));
        if (!decoded.lossless()) {
            throw new IOException("is lossy");
        }
        return decoded;
    }

    private static EncodedFormat encoded(ImagePixel image) {
        return new EncodedFormat(image.rows(), image.columns(), image.samplesPerPixel(), image.bitsAllocated(), image.bitsStored(),
                image.highBit(), image.signed(), image.planarConfiguration(), image.photometric());
    }

    private static FrameFormat format(EncodedFormat format) {
        return format(format, false);
    }

    private static FrameFormat format(EncodedFormat format, boolean subsampled) {
        return new FrameFormat(format.rows(), format.columns(), format.samplesPerPixel(), format.bitsAllocated(), format.bitsStored(),
                format.highBit(), format.signed(), format.planarConfiguration() == 1,
                subsampled ? Photometric.YBR_422 : photometric(format));
    }

    private static Photometric photometric(EncodedFormat format) {
        return switch (format.photometric()) {
            case "PALETTE COLOR" -> Photometric.PALETTE;
            case "RGB" -> Photometric.RGB;
            case "YBR_FULL", "YBR_RCT", "YBR_ICT" -> Photometric.YBR_FULL;
            default -> format.samplesPerPixel() == 1 ? Photometric.GREY : Photometric.OTHER;
        };
    }
}
