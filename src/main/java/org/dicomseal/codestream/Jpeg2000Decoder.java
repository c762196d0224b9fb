package org.dicomseal.codestream;

import java.util.Arrays;

/**
 * JPEG 2000 Part 1 (ITU-T T.800 | ISO/IEC 15444-1), reversible and irreversible, samples of up to 24 bits, 1 to 4 components, tiles, layers
 * and all progressions. Bits come from the codestream, their meaning from the data set: where the two disagree on signedness, the
 * codestream's bits are taken as the data set's numbers, as other decoders do.
 */
final class Jpeg2000Decoder implements CodestreamDecoder {

    @Override
    public DecodedFrame decode(byte[] codestream, EncodedFormat format) throws CodestreamException {
        Jpeg2000Headers headers = new Jpeg2000Headers(codestream);
        Jpeg2000Size size = headers.size();
        size.mustMatch(format);
        NativeRows rows = new NativeRows(format, size.precisions()[0]);
        boolean lossless = true;
        for (int t = 0; t < headers.tiles().length; t++) {
            Jpeg2000Tile tile = new Jpeg2000Tile(codestream, size, t, headers.tiles()[t]);
            put(tile.decode(), tile.area(), size, rows);
            lossless &= tile.isLossless();
            headers.tiles()[t] = null;
        }
        return new DecodedFrame(rows.bytes(), decodedFormat(format), lossless);
    }

    private static void put(int[][] samples, Area tile, Jpeg2000Size size, NativeRows rows) {
        for (int c = 0; c < samples.length; c++) {
            for (int y = 0; y < tile.height(); y++) {
                rows.put(c, tile.top() - size.image().top() + y, tile.left() - size.image().left(), samples[c], y * tile.width(), tile.width());
            }
        }
    }

    /** The codestream's own component transform is undone, and chroma is at full size (PS3.5 8.2.4). */
    @Override
    public EncodedFormat decodedFormat(EncodedFormat encoded) {
        boolean transformed = encoded.photometric().equals("YBR_RCT") || encoded.photometric().equals("YBR_ICT");
        return transformed ? encoded.withPhotometric("RGB") : encoded.withFullChroma();
    }

    @Override
    public boolean mayBeLossless(byte[] codestream) throws CodestreamException {
        return Arrays.stream(new Jpeg2000Headers(codestream).tiles()).allMatch(TileParameters::isReversible);
    }
}
