package org.dicomseal.node.retrieve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class HeldOutputTest {

    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final HeldOutput held = new HeldOutput(wire, 10);

    @Test
    void nothingOfASmallObjectComesOutBeforeItIsWhole() throws IOException {
        held.write(new byte[10]);
        assertEquals(0, wire.size());
        held.release();
        assertEquals(10, wire.size());
    }

    @Test
    void aLargeObjectStreamsInOrder() throws IOException {
        held.write(new byte[] {1, 2, 3});
        held.write(new byte[] {4, 5, 6, 7, 8, 9, 10, 11});
        held.write(12);
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, wire.toByteArray());
        held.release();
        assertEquals(12, wire.size());
    }
}
