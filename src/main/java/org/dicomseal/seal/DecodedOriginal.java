package org.dicomseal.seal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.dicomseal.codestream.CodestreamDecoder;
import org.dicomseal.codestream.CodestreamDecoders;
import org.dicomseal.codestream.CodestreamException;
import org.dicomseal.codestream.DecodedFrame;
import org.dicomseal.codestream.EncodedFormat;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.EncapsulatedPixelData;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.PixelData;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;

/**
 * A compressed object as the native object with the same samples. Its frames are decoded each time they are read; a frame that
 * can't be, or that isn't proven lossless, is a {@link CodestreamException} at that moment.
 */
final class DecodedOriginal {

    private final EncapsulatedPixelData pixels;
    private final CodestreamDecoder decoder;
    private final EncodedFormat encoded;
    private final EncodedFormat decoded;

    private DecodedOriginal(EncapsulatedPixelData pixels, CodestreamDecoder decoder, EncodedFormat encoded, EncodedFormat decoded) {
        this.pixels = pixels;
        this.decoder = decoder;
        this.encoded = encoded;
        this.decoded = decoded;
    }

    /**
     * Empty if there is no decoder, if the first frame isn't proven lossless, or if decoding would break something else: signatures are
     * made over the codestream, and one-bit frames may share bytes.
     */
    static Optional<DataSet> of(DataSet original, TransferSyntax syntax) {
        Optional<CodestreamDecoder> decoder = CodestreamDecoders.forSyntax(syntax.uid());
        if (decoder.isEmpty() || original.contains(Tag.DIGITAL_SIGNATURES_SEQUENCE)) {
            return Optional.empty();
        }
        try {
            if (!(PixelData.of(original) instanceof EncapsulatedPixelData pixels) || pixels.image().bitsAllocated() % 8 != 0) {
                return Optional.empty();
            }
            if (!decoder.get().mayBeLossless(pixels.frame(0).bytes())) {
                return Optional.empty();
            }
            EncodedFormat encoded = format(pixels.image());
            EncodedFormat decoded = losslessFrame(decoder.get(), pixels, 0, encoded).format();
            return Optional.of(new DecodedOriginal(pixels, decoder.get(), encoded, decoded).dataSet(original));
        } catch (IOException | IllegalArgumentException cannot) {
            // whatever is wrong with it, it can still be sealed as it is
            return Optional.empty();
        }
    }

    private static EncodedFormat format(ImagePixel image) {
        return new EncodedFormat(image.rows(), image.columns(), image.samplesPerPixel(), image.bitsAllocated(), image.bitsStored(),
                image.highBit(), image.signed(), image.planarConfiguration(), image.photometric());
    }

    private static DecodedFrame losslessFrame(CodestreamDecoder decoder, EncapsulatedPixelData pixels, int index, EncodedFormat format)
            throws IOException {
        DecodedFrame frame = decoder.decode(pixels.frame(index).bytes(), format);
        if (!frame.lossless()) {
            throw new CodestreamException("frame " + index + " is not proven to be lossless");
        }
        return frame;
    }

    private DataSet dataSet(DataSet original) {
        DataSet copy = original.copy();
        for (int offsets : new int[] {Tag.EXTENDED_OFFSET_TABLE, Tag.EXTENDED_OFFSET_TABLE_LENGTHS, 0x7FE00003}) {
            copy.remove(offsets);
        }
        copy.putString(Tag.PHOTOMETRIC_INTERPRETATION, VR.CS, decoded.photometric());
        if (decoded.samplesPerPixel() > 1) {
            copy.putInts(Tag.PLANAR_CONFIGURATION, VR.US, decoded.planarConfiguration());
        }
        return copy.put(new ValueElement(Tag.PIXEL_DATA, decoded.bitsAllocated() > 8 ? VR.OW : VR.OB, new Frames()));
    }

    /** All frames, and a padding byte if their length is odd. */
    private final class Frames implements Bulk {

        private final long framesLength = decoded.frameLength() * pixels.image().frames();

        @Override
        public long length() {
            return framesLength + framesLength % 2;
        }

        @Override
        public InputStream open() {
            int[] next = {0};
            return new ValueStream(() -> piece(next[0]++), () -> { });
        }

        private byte[] piece(int index) throws IOException {
            if (index > pixels.image().frames() || index == pixels.image().frames() && framesLength % 2 == 0) {
                return null;
            }
            if (index == pixels.image().frames()) {
                return new byte[1];
            }
            DecodedFrame frame = losslessFrame(decoder, pixels, index, encoded);
            if (!frame.format().equals(decoded) || frame.bytes().length != decoded.frameLength()) {
                throw new CodestreamException("frame " + index + " decodes to another format than the first");
            }
            return frame.bytes();
        }
    }
}
