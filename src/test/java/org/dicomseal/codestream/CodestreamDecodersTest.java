package org.dicomseal.codestream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CodestreamDecodersTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2.5", "1.2.840.10008.1.2.8.1", "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51",
        "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.90",
        "1.2.840.10008.1.2.4.91"})
    void syntaxesWithADecoder(String uid) {
        assertTrue(CodestreamDecoders.forSyntax(uid).isPresent());
        assertThrows(IllegalArgumentException.class, () -> CodestreamDecoders.whyNone(uid));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2.4.110", "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.100", "1.2.840.10008.1.2.4.107",
        "1.2.840.10008.1.2.4.55", "1.2.3.4"})
    void syntaxesWithoutOneSayWhy(String uid) {
        assertFalse(CodestreamDecoders.forSyntax(uid).isPresent());
        assertFalse(CodestreamDecoders.whyNone(uid).isBlank());
    }

    @Test
    void attributesOutOfRangeAreNamed() {
        IllegalArgumentException fault = assertThrows(IllegalArgumentException.class,
                () -> new EncodedFormat(0, 1, 1, 8, 8, 7, false, 0, "RGB"));
        assertTrue(fault.getMessage().contains("Rows"));
        assertThrows(IllegalArgumentException.class, () -> new EncodedFormat(1, 1, 1, 12, 12, 11, false, 0, "MONOCHROME2"));
        assertThrows(IllegalArgumentException.class, () -> new EncodedFormat(1, 1, 5, 8, 8, 7, false, 0, "MONOCHROME2"));
    }
}
