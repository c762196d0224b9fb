package org.dicomseal.seal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.dicomseal.codestream.CodestreamDecoder;
import org.dicomseal.codestream.CodestreamException;
import org.dicomseal.codestream.DecodedFrame;
import org.dicomseal.codestream.EncodedFormat;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.PixelData;
import org.dicomseal.dicom.Tag;

/**
 * The native pixel data of an image with codestreams. Each time it is read, the fragments are read once and in order, as fragments that come
 * out of a payload have to be; one frame at a time is in memory.
 *
 * @param original     data set that holds the fragments
 * @param onlyLossless fail where a codestream doesn't prove that nothing was lost
 */
record DecodedFrames(long length, DataSet original, int frames, CodestreamDecoder decoder, EncodedFormat format, boolean onlyLossless)
        implements Bulk {

    @Override
    public InputStream open() throws IOException {
        PixelData codestreams = PixelData.of(original.copy().put(inOrder((FragmentsElement) original.get(Tag.PIXEL_DATA))));
        int[] next = {0};
        return new ValueStream(() -> next(codestreams, next[0]++), () -> { });
    }

    /**
     * Fragments for whose frames one has to look into them, and the offset table, are taken into memory, so that nothing is read
     * twice or out of order.
     */
    private FragmentsElement inOrder(FragmentsElement element) throws IOException {
        boolean told = frames == 1 || element.fragments().size() - 1 == frames;
        List<Bulk> fragments = new ArrayList<>();
        for (int i = 0; i < element.fragments().size(); i++) {
            Bulk fragment = element.fragments().get(i);
            fragments.add(i == 0 || !told ? Bulk.of(fragment.bytes()) : fragment);
        }
        return new FragmentsElement(element.tag(), element.vr(), fragments);
    }

    private byte[] next(PixelData codestreams, int index) throws IOException {
        if (index >= frames) {
            boolean padded = index == frames && format.frameLength() * frames < length;
            return padded ? new byte[1] : null;
        }
        DecodedFrame frame = decoder.decode(codestreams.frame(index).bytes(), format);
        if (onlyLossless && !frame.lossless()) {
            throw new CodestreamException("frame " + index + " doesn't prove that nothing was lost");
        }
        if (!frame.format().equals(decoder.decodedFormat(format))) {
            throw new CodestreamException("frame " + index + " is not what its transfer syntax says");
        }
        return frame.bytes();
    }
}
