package org.dicomseal.biometric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecoveryCodeTest {

    private final byte[] secret = new byte[32];

    RecoveryCodeTest() {
        new Random(5).nextBytes(secret);
    }

    @Test
    void comesBackWhateverCaseAndSpacing() {
        String code = RecoveryCode.format(secret);
        assertTrue(code.matches("([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}"), "the form of the code");
        assertArrayEquals(secret, RecoveryCode.parse(code));
        assertArrayEquals(secret, RecoveryCode.parse(" " + code.toLowerCase(Locale.ROOT).replace('-', ' ').replace('0', 'o').replace('1', 'l')));
    }

    @Test
    void anyOneWrongCharacterIsFound() {
        String code = RecoveryCode.format(secret);
        for (int i = 0; i < code.length(); i++) {
            if (code.charAt(i) != '-') {
                String wrong = code.substring(0, i) + (code.charAt(i) == '7' ? '8' : '7') + code.substring(i + 1);
                assertThrows(IllegalArgumentException.class, () -> RecoveryCode.parse(wrong));
            }
        }
    }

    @Test
    void theMessageNeverRepeatsTheCode() {
        String code = RecoveryCode.format(secret);
        String cut = code.substring(0, 40);
        String message = assertThrows(IllegalArgumentException.class, () -> RecoveryCode.parse(cut)).getMessage();
        assertFalse(message.contains(code.substring(0, 4)));
        assertEquals("character 1 of the recovery code is none that a code can have",
                assertThrows(IllegalArgumentException.class, () -> RecoveryCode.parse("U" + code.substring(1))).getMessage());
    }
}
