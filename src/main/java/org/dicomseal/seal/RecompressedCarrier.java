package org.dicomseal.seal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.dicomseal.codestream.CodestreamDecoder;
import org.dicomseal.codestream.CodestreamDecoders;
import org.dicomseal.codestream.EncodedFormat;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.EncapsulatedPixelData;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.PixelData;
import org.dicomseal.dicom.TransferSyntax;

/** A carrier that an archive has compressed without loss: its bytes are those of the decoded frames, decoded when they are read. */
record RecompressedCarrier(PixelData pixels, CodestreamDecoder decoder, EncodedFormat format) implements Bulk {

    /** Empty if the syntax can't be decoded, or the pixel data is no image of one sample a pixel. */
    static Optional<Bulk> of(DataSet dataSet, TransferSyntax syntax) {
        Optional<CodestreamDecoder> decoder = CodestreamDecoders.forSyntax(syntax.uid());
        if (decoder.isEmpty()) {
            return Optional.empty();
        }
        try {
            PixelData pixels = PixelData.of(dataSet);
            ImagePixel image = pixels.image();
            if (!(pixels instanceof EncapsulatedPixelData) || image.samplesPerPixel() != 1) {
                return Optional.empty();
            }
            EncodedFormat format = new EncodedFormat(image.rows(), image.columns(), 1, image.bitsAllocated(), image.bitsStored(),
                    image.highBit(), image.signed(), 0, image.photometric());
            return looksLikeNoise(pixels, decoder.get(), format) ? Optional.of(new RecompressedCarrier(pixels, decoder.get(), format))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException noSuchImage) {
            return Optional.empty();
        }
    }

    /** Noise doesn't compress: whatever did isn't worth decoding only to look for a payload. */
    private static boolean looksLikeNoise(PixelData pixels, CodestreamDecoder decoder, EncodedFormat format) throws IOException {
        Bulk first = pixels.frame(0);
        return first.length() >= format.frameLength() * 9 / 10 && decoder.mayBeLossless(first.bytes());
    }

    @Override
    public long length() {
        return format.frameLength() * pixels.image().frames();
    }

    @Override
    public InputStream open() {
        int[] next = {0};
        return new ValueStream(() -> next[0] == pixels.image().frames() ? null
                : decoder.decode(pixels.frame(next[0]++).bytes(), format).bytes(), () -> { });
    }
}
