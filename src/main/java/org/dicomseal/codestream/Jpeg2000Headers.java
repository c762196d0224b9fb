package org.dicomseal.codestream;

/**
 * The main header and all tile-part headers of a JPEG 2000 codestream (ITU-T T.800 Annex A), raw or inside a JP2 file's boxes.
 * Packed packet headers, progression changes, regions of interest and whatever Part 2 and Part 15 add are refused by name.
 */
final class Jpeg2000Headers {

    private static final int SOC = 0x4F;
    private static final int CAP = 0x50;
    private static final int SIZ = 0x51;
    private static final int COD = 0x52;
    private static final int COC = 0x53;
    private static final int TLM = 0x55;
    private static final int PLM = 0x57;
    private static final int PLT = 0x58;
    private static final int QCD = 0x5C;
    private static final int QCC = 0x5D;
    private static final int RGN = 0x5E;
    private static final int POC = 0x5F;
    private static final int PPM = 0x60;
    private static final int PPT = 0x61;
    private static final int CRG = 0x63;
    private static final int COM = 0x64;
    private static final int SOT = 0x90;
    private static final int SOD = 0x93;
    private static final int EOC = 0xD9;

    private final byte[] data;
    private final int end;
    private final SegmentReader reader;
    private Jpeg2000Size size;
    private TileParameters main;
    private TileParameters[] tiles;

    Jpeg2000Headers(byte[] data) throws CodestreamException {
        this.data = data;
        Area box = Jp2Boxes.codestream(data);
        this.end = box.right();
        this.reader = new SegmentReader(data);
        reader.position(box.left());
        readMain();
        while (readTilePart()) {
            continue;
        }
        for (int i = 0; i < tiles.length; i++) {
            if (tiles[i] == null || tiles[i].parts().isEmpty()) {
                throw new CodestreamException("the codestream ends before tile " + i + " of " + tiles.length);
            }
        }
    }

    Jpeg2000Size size() {
        return size;
    }

    TileParameters[] tiles() {
        return tiles;
    }

    private void readMain() throws CodestreamException {
        if (reader.marker() != SOC) {
            throw CodestreamException.at(reader.position(), "a JPEG 2000 codestream starts with FF4F");
        }
        int marker = reader.marker();
        if (marker != SIZ) {
            throw CodestreamException.at(reader.position(), "a JPEG 2000 codestream starts with its size");
        }
        size = Jpeg2000Size.read(reader.segment(marker));
        main = new TileParameters(size.components());
        for (marker = reader.marker(); marker != SOT; marker = reader.marker()) {
            parameters(marker, main, false);
        }
        int count = size.tileColumns() * size.tileRows();
        // A tile takes at least a tile-part header of 14 bytes.
        if (count > (end - reader.position()) / 12 + 1) {
            throw CodestreamException.at(reader.position(), "a codestream too short for its " + count + " tiles");
        }
        tiles = new TileParameters[count];
    }

    private void parameters(int marker, TileParameters parameters, boolean ofTile) throws CodestreamException {
        Segment segment = reader.segment(marker);
        switch (marker) {
            case COD -> parameters.readCod(segment, ofTile);
            case COC -> parameters.readCoc(segment);
            case QCD -> parameters.readQcd(segment, ofTile);
            case QCC -> parameters.readQcc(segment);
            case TLM, PLM, PLT, CRG, COM -> {
                return;
            }
            default -> throw CodestreamException.at(segment.position(), refusal(marker));
        }
    }

    private static String refusal(int marker) {
        return switch (marker) {
            case CAP -> "High-Throughput JPEG 2000 (Part 15) isn't decoded";
            case RGN -> "JPEG 2000 regions of interest aren't decoded";
            case POC -> "JPEG 2000 progression order changes aren't decoded";
            case PPM, PPT -> "packed JPEG 2000 packet headers aren't decoded";
            default -> "marker FF" + Segment.hex(marker) + " isn't of JPEG 2000 Part 1";
        };
    }

    /** Reads a tile-part's header, its SOT marker just read, and the marker after its body; false at the end of the codestream. */
    private boolean readTilePart() throws CodestreamException {
        int start = reader.position() - 2;
        Segment segment = reader.segment(SOT);
        int index = segment.uint16();
        long length = segment.uint32();
        if (index >= tiles.length || length != 0 && (length < 14 || length > end - start)) {
            throw CodestreamException.at(start, "a tile-part of tile " + index + " with " + length + " bytes");
        }
        int partEnd = length != 0 ? start + (int) length : endOfLastPart();
        boolean first = tiles[index] == null;
        if (first) {
            tiles[index] = TileParameters.of(main);
        }
        for (int marker = reader.marker(); marker != SOD; marker = reader.marker()) {
            parameters(marker, tiles[index], first);
        }
        if (reader.position() > partEnd || !tiles[index].isComplete()) {
            throw CodestreamException.at(start, "a tile-part whose header is too long or incomplete");
        }
        tiles[index].addPart(reader.position(), partEnd);
        reader.position(partEnd);
        // Some encoders leave the end marker out, or a fragment's padding follows the last tile-part.
        if (partEnd >= end - 1) {
            return false;
        }
        int marker = reader.marker();
        if (marker != SOT && marker != EOC) {
            throw CodestreamException.at(partEnd, "marker FF" + Segment.hex(marker) + " after a tile-part");
        }
        return marker == SOT;
    }

    /** A last tile-part of unknown length ends at the end marker (T.800 A.4.2). */
    private int endOfLastPart() {
        int last = end;
        while (last - 1 > 0 && data[last - 1] == 0) {
            last--;
        }
        boolean marked = last >= 2 && data[last - 2] == (byte) 0xFF && (data[last - 1] & 0xFF) == EOC;
        return marked ? last - 2 : end;
    }
}
