package org.dicomseal.codestream;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflated Image Frame Compression (PS3.5 A.4.12, 1.2.840.10008.1.2.8.1): one raw deflate stream (RFC 1951) a frame. */
final class DeflatedFrameDecoder implements CodestreamDecoder {

    /** Deflate's best case is 258 bytes for two bits. */
    private static final int MAX_EXPANSION = 1032;

    @Override
    public DecodedFrame decode(byte[] codestream, EncodedFormat format) throws CodestreamException {
        int length = format.boundedFrameLength();
        if (length > (long) codestream.length * MAX_EXPANSION) {
            throw new CodestreamException("a deflated frame of " + codestream.length + " bytes can't hold " + length + " bytes of pixels");
        }
        byte[] frame = new byte[length];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(codestream);
            int done = fill(inflater, frame);
            // A frame of an odd length may carry its padding byte inside the stream (PS3.5 8.1.1): one byte more is no error.
            int over = fill(inflater, new byte[2]);
            if (done < length || !inflater.finished() || over > 1 || over == 1 && length % 2 == 0) {
                throw CodestreamException.at(inflater.getBytesRead(), "the deflated frame gives "
                        + (over > 0 ? "more than " : done < length ? done + " of " : "no end after ") + length + " bytes");
            }
        } catch (DataFormatException e) {
            throw CodestreamException.at(inflater.getBytesRead(), "the deflated frame is broken: " + e.getMessage());
        } finally {
            inflater.end();
        }
        return new DecodedFrame(frame, format, true);
    }

    private static int fill(Inflater inflater, byte[] buffer) throws DataFormatException {
        int done = 0;
        while (done < buffer.length) {
            int n = inflater.inflate(buffer, done, buffer.length - done);
            if (n == 0) {
                break;
            }
            done += n;
        }
        return done;
    }

    @Override
    public EncodedFormat decodedFormat(EncodedFormat encoded) {
        return encoded;
    }

    @Override
    public boolean mayBeLossless(byte[] codestream) {
        return true;
    }
}
