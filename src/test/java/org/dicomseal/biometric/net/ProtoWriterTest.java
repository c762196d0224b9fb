package org.dicomseal.biometric.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples of protobuf's own description of its encoding. */
class ProtoWriterTest {

    @Test
    void writesTheExamplesOfTheEncodingGuide() {
        assertEquals("089601", hex(new ProtoWriter().number(1, 150)));
        assertEquals("120774657374696e67", hex(new ProtoWriter().text(2, "testing")));
        assertEquals("1a03089601", hex(new ProtoWriter().message(3, new ProtoWriter().number(1, 150))));
    }

    @Test
    void writesFloatsLittleEndianAndLongFieldNumbers() {
        assertEquals("150000803f", hex(new ProtoWriter().real(2, 1f)));
        assertEquals("a00107", hex(new ProtoWriter().number(20, 7)));
    }

    private static String hex(ProtoWriter message) {
        return HexFormat.of().formatHex(message.toBytes());
    }
}
