package org.dicomseal.codestream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the packets of a tile (ITU-T T.800 B.9 to B.12): in the order of the tile's progression, for every layer of every
 * precinct a header and the code-blocks' bytes.
 */
final class PacketReader {

    private static final Comparator<Precinct> BY_POSITION = Comparator.<Precinct>comparingLong(p -> p.y).thenComparingLong(p -> p.x);
    private static final Comparator<Precinct> BY_COMPONENT = Comparator.comparingInt(p -> p.component);
    private static final Comparator<Precinct> BY_RESOLUTION = Comparator.comparingInt(p -> p.resolution);
    private static final Comparator<Precinct> BY_INDEX = Comparator.comparingInt(p -> p.index);

    private static final int SOP = 0x91;
    private static final int EPH = 0x92;

    private final byte[] data;
    private final List<int[]> parts;
    private final TileStyle style;
    private final List<TileComponent> components;
    private int part;
    private int position;

    /**
     * @param parts start and end of the tile-parts' bodies, in order
     */
    PacketReader(byte[] data, List<int[]> parts, TileStyle style, List<TileComponent> components) {
        this.data = data;
        this.parts = parts;
        this.style = style;
        this.components = components;
        this.position = parts.get(0)[0];
    }

    /** Reads all packets of the tile into its code-blocks. */
    void readAll() throws CodestreamException {
        List<Precinct> precincts = new ArrayList<>();
        components.forEach(c -> precincts.addAll(c.precincts()));
        precincts.sort(order());
        switch (style.progression()) {
            case TileStyle.LAYER_RESOLUTION_COMPONENT_POSITION -> {
                for (int layer = 0; layer < style.layers(); layer++) {
                    readLayer(precincts, layer);
                }
            }
            case TileStyle.RESOLUTION_LAYER_COMPONENT_POSITION -> {
                for (int from = 0; from < precincts.size();) {
                    int to = from;
                    while (to < precincts.size() && precincts.get(to).resolution == precincts.get(from).resolution) {
                        to++;
                    }
                    for (int layer = 0; layer < style.layers(); layer++) {
                        readLayer(precincts.subList(from, to), layer);
                    }
                    from = to;
                }
            }
            default -> {
                for (Precinct precinct : precincts) {
                    for (int layer = 0; layer < style.layers(); layer++) {
                        readPacket(precinct, layer);
                    }
                }
            }
        }
    }

    private void readLayer(List<Precinct> precincts, int layer) throws CodestreamException {
        for (Precinct precinct : precincts) {
            readPacket(precinct, layer);
        }
    }

    private Comparator<Precinct> order() {
        return switch (style.progression()) {
            case TileStyle.RESOLUTION_POSITION_COMPONENT_LAYER -> BY_RESOLUTION.thenComparing(BY_POSITION).thenComparing(BY_COMPONENT);
            case TileStyle.POSITION_COMPONENT_RESOLUTION_LAYER -> BY_POSITION.thenComparing(BY_COMPONENT).thenComparing(BY_RESOLUTION);
            case TileStyle.COMPONENT_POSITION_RESOLUTION_LAYER -> BY_COMPONENT.thenComparing(BY_POSITION).thenComparing(BY_RESOLUTION);
            default -> BY_RESOLUTION.thenComparing(BY_COMPONENT).thenComparing(BY_INDEX);
        };
    }

    private void readPacket(Precinct precinct, int layer) throws CodestreamException {
        while (position >= parts.get(part)[1]) {
            if (++part >= parts.size()) {
                throw CodestreamException.at(position, "the tile's packets end early");
            }
            position = parts.get(part)[0];
        }
        int end = parts.get(part)[1];
        if (isMarker(SOP, end)) {
            position += 6;
        }
        List<Contribution> contributions = new ArrayList<>();
        PacketBits in = new PacketBits(data, position, end);
        if (in.bit() == 1) {
            for (Precinct.Blocks blocks : precinct.bands()) {
                readHeader(in, blocks, layer, components.get(precinct.component).coding(), contributions);
            }
        }
        position = in.end();
        if (isMarker(EPH, end)) {
            position += 2;
        }
        for (Contribution contribution : contributions) {
            if (contribution.length > end - position) {
                throw CodestreamException.at(position, "a packet's body reaches past its tile-part");
            }
            contribution.block.place(contribution.chunk, position);
            position += contribution.length;
        }
    }

    private boolean isMarker(int marker, int end) {
        boolean mayBe = marker == SOP ? style.startMarkers() : style.endMarkers();
        return mayBe && end - position >= (marker == SOP ? 6 : 2) && data[position] == (byte) 0xFF && (data[position + 1] & 0xFF) == marker;
    }

    /** Bytes that a packet's body has for a block: their place is known only after the whole header. */
    private record Contribution(CodeBlock block, int chunk, int length) {
    }

    private static void readHeader(PacketBits in, Precinct.Blocks blocks, int layer, BlockCoding coding, List<Contribution> contributions)
            throws CodestreamException {
        for (int i = 0; i < blocks.blocks.length; i++) {
            CodeBlock block = blocks.blocks[i];
            int column = i % blocks.columns;
            int row = i / blocks.columns;
            if (block.included) {
                if (in.bit() == 0) {
                    continue;
                }
            } else {
                if (!blocks.inclusion.isBelow(in, column, row, layer + 1)) {
                    continue;
                }
                block.included = true;
                block.planes = blocks.band.planes() - blocks.missingPlanes.value(in, column, row, blocks.band.planes());
            }
            int passes = passCount(in);
            if (block.passes + passes > Math.max(0, 3 * block.planes - 2)) {
                throw CodestreamException.at(in.position(), "a code-block with more coding passes than its bit planes have");
            }
            while (in.bit() == 1) {
                block.lengthBits++;
            }
            while (passes > 0) {
                int take = Math.min(passes, block.roomInSegment(coding));
                int lengthBits = block.lengthBits + 31 - Integer.numberOfLeadingZeros(take);
                if (lengthBits > 31) {
                    throw CodestreamException.at(in.position(), "a code-block's length has " + lengthBits + " bits");
                }
                int length = in.bits(lengthBits);
                contributions.add(new Contribution(block, block.add(take, length), length));
                passes -= take;
            }
        }
    }

    /** Table B.4. */
    private static int passCount(PacketBits in) throws CodestreamException {
        if (in.bit() == 0) {
            return 1;
        }
        if (in.bit() == 0) {
            return 2;
        }
        int few = in.bits(2);
        if (few < 3) {
            return 3 + few;
        }
        int some = in.bits(5);
        return some < 31 ? 6 + some : 37 + in.bits(7);
    }
}
