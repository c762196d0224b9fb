package org.dicomseal.seal;

import org.dicomseal.keys.RecordFormat;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CarrierShapeTest {

    @Test
    void everyLengthFitsExactlyAndIsEven() throws Exception {
        for (int bits : new int[] {1, 8, 16}) {
            for (int frames : new int[] {1, 2, 3, 17}) {
                for (long plain = 0; plain < 40_000; plain += 61) {
                    CarrierShape shape = CarrierShape.of(180, plain, frames, bits, 512);
                    long padded = RecordFormat.plaintextLength(shape.length() - 180);
                    assertTrue(padded >= plain, shape.toString());
                    assertEquals(shape.length(), 180 + RecordFormat.sealedLength(padded), shape.toString());
                    assertEquals(0, shape.length() % 2, shape.toString());
                    assertTrue((long) shape.rows() * shape.columns() * bits % 8 == 0, shape.toString());
                }
            }
        }
    }

    @Test
    void wasteIsSmall() throws Exception {
        for (long plain = 100_000; plain < 200_000; plain += 1003) {
            CarrierShape shape = CarrierShape.of(180, plain, 1, 16, 512);
            assertTrue(shape.length() - 180 - RecordFormat.sealedLength(plain) < 64, shape.toString());
            assertTrue(shape.columns() >= 256 && shape.columns() <= 512, shape.toString());
        }
    }

    @Test
    void tallCarriersGetWiderRatherThanTooManyRows() throws Exception {
        CarrierShape shape = CarrierShape.of(180, 300L << 20, 1, 8, 16);
        assertTrue(shape.rows() <= 65535 && shape.columns() <= 65535, shape.toString());
    }

    @Test
    void fourGibibytesAreRefused() {
        assertEquals(SealRefusedException.Reason.TOO_LARGE, assertThrows(SealRefusedException.class,
                () -> CarrierShape.of(180, 1L << 32, 1, 16, 512)).reason());
    }
}
