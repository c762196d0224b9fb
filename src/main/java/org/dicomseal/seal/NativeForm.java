package org.dicomseal.seal;

import java.io.IOException;
import org.dicomseal.codestream.CodestreamDecoder;
import org.dicomseal.codestream.CodestreamDecoders;
import org.dicomseal.codestream.CodestreamException;
import org.dicomseal.codestream.EncodedFormat;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.PixelData;
import org.dicomseal.dicom.SequenceElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;

/**
 * An image with codestreams as an uncompressed data set (PS3.5 8.2, A.4): its frames are decoded one by one while they are read, and the
 * attributes say what they are then. Nothing else changes, so Lossy Image Compression still tells of losses before.
 */
final class NativeForm {

    private final CodestreamDecoder decoder;
    private final ImagePixel image;
    private final EncodedFormat encoded;
    private final EncodedFormat decoded;

    private NativeForm(CodestreamDecoder decoder, ImagePixel image, EncodedFormat encoded) {
        this.decoder = decoder;
        this.image = image;
        this.encoded = encoded;
        this.decoded = decoder.decodedFormat(encoded);
    }

    /** @throws CodestreamException why there is none; no codestream has been read to tell */
    static NativeForm of(DataSet original, TransferSyntax syntax) throws IOException {
        CodestreamDecoder decoder = CodestreamDecoders.forSyntax(syntax.uid())
                .orElseThrow(() -> new CodestreamException(CodestreamDecoders.whyNone(syntax.uid())));
        ImagePixel image = ImagePixel.of(original);
        NativeForm form = new NativeForm(decoder, image, format(image));
        form.check(original);
        return form;
    }

    private static EncodedFormat format(ImagePixel image) throws CodestreamException {
        try {
            return new EncodedFormat(image.rows(), image.columns(), image.samplesPerPixel(), image.bitsAllocated(), image.bitsStored(),
                    image.highBit(), image.signed(), image.planarConfiguration(), image.photometric());
        } catch (IllegalArgumentException outOfRange) {
            throw new CodestreamException(outOfRange.getMessage());
        }
    }

    private void check(DataSet original) throws CodestreamException {
        for (Element element : original) {
            if (element instanceof SequenceElement sequence && holdsCodestreams(sequence)) {
                throw new CodestreamException(Tag.toString(sequence.tag()) + " holds codestreams too, which stay as they are");
            }
        }
        if (image.bitsAllocated() == 1 && image.frames() > 1 && encoded.samples() % 8 != 0) {
            throw new CodestreamException("single-bit frames that end inside a byte aren't put together");
        }
        if (length() > CarrierShape.LONGEST_VALUE) {
            throw new CodestreamException("the decoded pixels have 4 GiB or more");
        }
    }

    private static boolean holdsCodestreams(SequenceElement sequence) {
        for (SequenceElement.Item item : sequence.items()) {
            for (Element element : item.dataSet()) {
                if (element instanceof FragmentsElement || element instanceof SequenceElement inner && holdsCodestreams(inner)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Bytes of all decoded frames, padded to an even number. */
    private long length() {
        long bytes = Math.multiplyExact(decoded.frameLength(), (long) image.frames());
        return bytes + bytes % 2;
    }

    /**
     * The uncompressed data set, to be written in a native transfer syntax.
     *
     * @param original as given to {@link #of}; its fragments are read when the pixels are
     */
    DataSet dataSet(DataSet original) {
        return dataSet(original, false);
    }

    /**
     * The same, if it holds exactly the samples that were encoded; else reading its pixels is a {@link CodestreamException}.
     *
     * @throws CodestreamException if the first frame shows that it doesn't, or if decoding would break a signature
     */
    DataSet losslessly(DataSet original) throws IOException {
        if (original.contains(Tag.DIGITAL_SIGNATURES_SEQUENCE)) {
            throw new CodestreamException("digital signatures are made over the codestreams");
        }
        if (!decoder.mayBeLossless(PixelData.of(original).frame(0).bytes())) {
            throw new CodestreamException("the codestreams are lossy");
        }
        return dataSet(original, true);
    }

    private DataSet dataSet(DataSet original, boolean onlyLossless) {
        DataSet plain = original.copy();
        plain.putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, decoded.photometric());
        if (decoded.samplesPerPixel() > 1) {
            plain.putInts(Tag.PLANAR_CONFIGURATION, VR.US, decoded.planarConfiguration());
        }
        plain.remove(Tag.EXTENDED_OFFSET_TABLE);
        plain.remove(Tag.EXTENDED_OFFSET_TABLE_LENGTHS);
        VR vr = decoded.bitsAllocated() > 8 ? VR.OW : VR.OB;
        plain.put(new ValueElement(Tag.PIXEL_DATA, vr, new DecodedFrames(length(), original, image.frames(), decoder, encoded, onlyLossless)));
        return plain;
    }
}
