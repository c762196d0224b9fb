package org.dicomseal.biometric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.dicomseal.keys.Secret;
import org.junit.jupiter.api.Test;

class OwnerCodeTest {

    private final Secret key = Secret.copyOf(new byte[32]);

    @Test
    void isTheSameForTheSameKeyOwnerAndGeneration() {
        assertEquals(128, OwnerCode.derive(key, "radiology", 0).length);
        assertArrayEquals(OwnerCode.derive(key, "radiology", 0), OwnerCode.derive(key, "radiology", 0));
    }

    @Test
    void anotherKeyOwnerOrGenerationGivesAnotherCode() {
        byte[] code = OwnerCode.derive(key, "radiology", 0);
        byte[] otherKey = new byte[32];
        otherKey[31] = 1;
        assertFalse(Arrays.equals(code, OwnerCode.derive(Secret.copyOf(otherKey), "radiology", 0)));
        assertFalse(Arrays.equals(code, OwnerCode.derive(key, "cardiology", 0)));
        assertFalse(Arrays.equals(code, OwnerCode.derive(key, "radiology", 1)));
    }
}
