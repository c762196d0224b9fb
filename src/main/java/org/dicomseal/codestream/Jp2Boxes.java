package org.dicomseal.codestream;

/**
 * Finds the codestream inside a JP2 file (ITU-T T.800 Annex I). DICOM wants bare codestreams (PS3.5 A.4.4), some encoders leave the boxes
 * on; a data set's attributes count, not the boxes, so only those are refused that change what samples mean.
 */
final class Jp2Boxes {

    private static final long SIGNATURE = 0x0000000C6A502020L;
    private static final int CODESTREAM = 0x6A703263;
    private static final int HEADER = 0x6A703268;
    private static final int PALETTE = 0x70636C72;

    private Jp2Boxes() {
    }

    /** The codestream's first byte (left) and end (right). */
    static Area codestream(byte[] data) throws CodestreamException {
        boolean boxed = data.length >= 12 && uint32(data, 0) << 32 == SIGNATURE >> 32 << 32 && (int) uint32(data, 4) == (int) SIGNATURE;
        return boxed ? find(data, 0, data.length) : new Area(0, 0, data.length, 1);
    }

    private static Area find(byte[] data, int start, int end) throws CodestreamException {
        int at = start;
        while (end - at >= 8) {
            long length = uint32(data, at);
            int type = (int) uint32(data, at + 4);
            int header = 8;
            if (length == 1 && end - at >= 16) {
                length = uint32(data, at + 8) << 32 | uint32(data, at + 12);
                header = 16;
            }
            if (length == 0) {
                length = end - at;
            }
            if (length < header || length > end - at) {
                throw CodestreamException.at(at, "a JP2 box of " + length + " bytes");
            }
            if (type == CODESTREAM) {
                return new Area(at + header, 0, at + (int) length, 1);
            }
            if (type == HEADER) {
                refusePalette(data, at + header, at + (int) length);
            }
            at += (int) length;
        }
        throw CodestreamException.at(at, "a JP2 file without a codestream");
    }

    private static void refusePalette(byte[] data, int start, int end) throws CodestreamException {
        int at = start;
        while (end - at >= 8) {
            if ((int) uint32(data, at + 4) == PALETTE) {
                throw CodestreamException.at(at, "a JP2 file with a palette isn't decoded");
            }
            long length = uint32(data, at);
            if (length < 8 || length > end - at) {
                return;
            }
            at += (int) length;
        }
    }

    private static long uint32(byte[] data, int at) {
        return (data[at] & 0xFFL) << 24 | (data[at + 1] & 0xFFL) << 16 | (data[at + 2] & 0xFFL) << 8 | data[at + 3] & 0xFFL;
    }
}
