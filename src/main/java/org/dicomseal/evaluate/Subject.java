package org.dicomseal.evaluate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.dicomseal.codestream.CodestreamException;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.seal.NativeImage;

/** One file under evaluation, open: the object, and its frames where they can be had. */
final class Subject implements Closeable {

    private final String name;
    private final DicomFile file;
    private final DataSet dataSet;
    private final TransferSyntax syntax;
    private final Optional<NativeImage> image;
    private final String notMarked;
    private final List<byte[]> frames;

    private Subject(String name, DicomFile file, DataSet original, TransferSyntax syntax, int mostFrames) throws IOException {
        this.name = name;
        this.file = file;
        NativeImage.Found found = NativeImage.of(original, syntax);
        List<byte[]> read = List.of();
        String why = found.notMarked();
        if (found.image().isPresent()) {
            try {
                read = frames(found.image().get(), mostFrames);
            } catch (CodestreamException faulty) {
                why = "kept in its compressed codestream: " + faulty.getMessage();
            }
        }
        frames = read;
        notMarked = why;
        image = why.isEmpty() ? found.image() : Optional.empty();
        dataSet = image.isPresent() ? image.get().dataSet() : original;
        this.syntax = image.isPresent() && original.get(Tag.PIXEL_DATA) instanceof FragmentsElement ? TransferSyntax.EXPLICIT_LE : syntax;
    }

    /**
     * Opens a file.
     *
     * @param mostFrames of a multi-frame object that are looked at: the first, the last, and some between
     * @throws IOException with the reason, if it can't be read or is no image
     */
    static Subject open(Path path, String name, int mostFrames) throws IOException {
        if (PictureFile.isPicture(path)) {
            return new Subject(name, null, PictureFile.read(path), TransferSyntax.EXPLICIT_LE, mostFrames);
        }
        DicomFile file = DicomFile.open(path);
        try {
            if (!hasPixels(file.dataSet())) {
                throw new IOException("no image: the object has no pixel data");
            }
            return new Subject(name, file, file.dataSet(), file.syntax(), mostFrames);
        } catch (IOException | RuntimeException fault) {
            file.close();
            throw fault;
        }
    }

    private static boolean hasPixels(DataSet dataSet) {
        for (ImagePixel.Kind kind : ImagePixel.Kind.values()) {
            if (dataSet.contains(kind.tag())) {
                return true;
            }
        }
        return false;
    }

    private static List<byte[]> frames(NativeImage image, int most) throws IOException {
        TreeSet<Integer> chosen = new TreeSet<>();
        int count = Math.min(most, image.frames());
        for (int i = 0; i < count; i++) {
            chosen.add(count == 1 ? 0 : (int) ((long) i * (image.frames() - 1) / (count - 1)));
        }
        List<byte[]> frames = new ArrayList<>();
        for (int index : chosen) {
            frames.add(image.frame(index));
        }
        return frames;
    }

    String name() {
        return name;
    }

    /** What is sealed: the object, with its codestreams decoded where that loses nothing. */
    DataSet dataSet() {
        return dataSet;
    }

    TransferSyntax syntax() {
        return syntax;
    }

    /** Empty if no frame may be marked. */
    Optional<NativeImage> image() {
        return image;
    }

    /** Why no frame may be marked, in words; empty if the frames themselves decide. */
    String notMarked() {
        return notMarked;
    }

    /** The frames that are looked at; none without {@link #image}. */
    List<byte[]> frames() {
        return frames;
    }

    String modality() {
        return dataSet.string(Tag.MODALITY, "").strip();
    }

    /** The Image Pixel module, if it makes sense. */
    Optional<ImagePixel> module() {
        try {
            return Optional.of(ImagePixel.of(dataSet));
        } catch (IOException | RuntimeException faulty) {
            return Optional.empty();
        }
    }

    /** Bytes of the pixels if they were native; of what is there, where that can't be told. */
    long rawBytes() throws IOException {
        Optional<ImagePixel> module = module();
        if (module.isPresent()) {
            return module.get().nativeLength();
        }
        for (ImagePixel.Kind kind : ImagePixel.Kind.values()) {
            Element element = dataSet.get(kind.tag());
            if (element instanceof ValueElement value) {
                return value.length();
            }
            if (element instanceof FragmentsElement fragments) {
                return fragments.fragments().stream().mapToLong(Bulk::length).sum();
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
