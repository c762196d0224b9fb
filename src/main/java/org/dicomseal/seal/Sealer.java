package org.dicomseal.seal;

import java.io.IOException;
import org.dicomseal.codestream.CodestreamException;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals objects: one data set in, one valid data set of the same SOP Class and Instance out, whose pixel data is noise to everybody
 * without the key. Frames are handled one by one; the payload waits in a {@link Scratch}. Thread-safe.
 */
public final class Sealer {

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final int LONGEST_UID = 64;

    private final KeySource keys;
    private final Scratch scratch;
    private final SealOptions options;

    public Sealer(KeySource keys, Scratch scratch, SealOptions options) {
        this.keys = keys;
        this.scratch = scratch;
        this.options = options;
    }

    /**
     * Seals an object. An object that is sealed already (authenticated under a key that is held, not merely tagged) is given on as it is.
     *
     * @param original must not change and stay readable until the result is closed
     * @param syntax   the syntax in which it was read
     * @throws SealRefusedException    if such an object is never sealed
     * @throws KeyUnavailableException if there is no key to seal with, or it is locked
     */
    public SealedObject seal(DataSet original, TransferSyntax syntax) throws IOException, KeyUnavailableException {
        if (PayloadFinder.isSealed(original, syntax, keys)) {
            return SealedObject.asItIs(SealedObject.Outcome.ALREADY_SEALED, original, syntax);
        }
        refuseWhatIsElsewhere(original, syntax);
        if (hasPixels(original)) {
            return image(original, syntax);
        }
        switch (options.withoutPixels()) {
            case REJECT -> throw new SealRefusedException(SealRefusedException.Reason.WITHOUT_PIXELS,
                    "the object has no pixel data, and such objects are rejected here");
            case SEAL -> {
                return sealing(original, syntax, new PixelPath(syntax.uid(), "")).withoutPixels();
            }
            default -> {
                return SealedObject.asItIs(SealedObject.Outcome.FORWARDED, original, syntax);
            }
        }
    }

    private SealedObject image(DataSet original, TransferSyntax syntax) throws IOException, KeyUnavailableException {
        if (!(original.get(Tag.PIXEL_DATA) instanceof FragmentsElement)) {
            return sealing(original, syntax, new PixelPath(syntax.uid(), "")).image();
        }
        String why = "as configured";
        if (options.codestreams() == Codestreams.RECODE) {
            try {
                SealedObject recoded = recoded(original, syntax);
                if (recoded.figures().payloadLength() < OriginalPixels.of(original).length()) {
                    return recoded;
                }
                recoded.close();
                why = "smaller than recoded";
            } catch (CodestreamException | DicomException | SealRefusedException cannot) {
                // Whatever is wrong with it, it can still be sealed as it is.
                why = cannot.getMessage();
            }
        }
        LOG.debug("codestreams in {} are kept: {}", syntax, why);
        return sealing(original, syntax, new PixelPath(syntax.uid(), "kept: " + why)).image();
    }

    /** The object sealed from its decoded frames; an exception where one of them can't be, or has lost something. */
    private SealedObject recoded(DataSet original, TransferSyntax syntax) throws IOException, KeyUnavailableException {
        DataSet decoded = NativeForm.of(original, syntax).losslessly(original);
        return sealing(decoded, TransferSyntax.EXPLICIT_LE, new PixelPath(syntax.uid(), "decoded")).image();
    }

    private Sealing sealing(DataSet original, TransferSyntax syntax, PixelPath path) throws KeyUnavailableException, SealRefusedException {
        return new Sealing(original, syntax, path, uid(original, Tag.SOP_CLASS_UID), uid(original, Tag.SOP_INSTANCE_UID), keys,
                scratch, options);
    }

    private static boolean hasPixels(DataSet dataSet) {
        return dataSet.contains(Tag.PIXEL_DATA) || dataSet.contains(Tag.FLOAT_PIXEL_DATA)
                || dataSet.contains(Tag.DOUBLE_FLOAT_PIXEL_DATA);
    }

    private static void refuseWhatIsElsewhere(DataSet original, TransferSyntax syntax) throws SealRefusedException {
        if (original.contains(Tag.PIXEL_DATA_PROVIDER_URL)) {
            throw new SealRefusedException(SealRefusedException.Reason.PIXELS_ELSEWHERE,
                    "the pixels are elsewhere: the object has a Pixel Data Provider URL");
        }
        if (original.get(Tag.PIXEL_DATA) instanceof FragmentsElement && !syntax.encapsulated()) {
            throw new SealRefusedException(SealRefusedException.Reason.MALFORMED,
                    "codestreams in " + syntax + ", which has none");
        }
    }

    private static String uid(DataSet original, int tag) throws SealRefusedException {
        String uid = original.string(tag, "");
        if (uid.isEmpty() || uid.length() > LONGEST_UID || !uid.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new SealRefusedException(SealRefusedException.Reason.NO_IDENTITY, Tag.toString(tag) + " is missing or no UID");
        }
        return uid;
    }
}
