package org.dicomseal.dimse;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FailedInstancesTest {

    @ParameterizedTest
    @ValueSource(strings = {Memory.IMPLICIT, Memory.EXPLICIT})
    void uidsSurviveTheRoundTrip(String transferSyntax) {
        for (List<String> uids : List.of(List.of("1.2.3"), List.of("1.2.3", "1.2.34"), List.of("1", "2", "3"))) {
            byte[] bytes = FailedInstances.encode(uids, transferSyntax);
            assertEquals(0, bytes.length % 2);
            assertEquals(uids, FailedInstances.decode(bytes, transferSyntax));
        }
    }

    @Test
    void theElementIsFailedSopInstanceUidList() {
        assertArrayEquals(new byte[] {8, 0, 0x58, 0, 'U', 'I', 4, 0, '1', '.', '2', 0}, FailedInstances.encode(List.of("1.2"), Memory.EXPLICIT));
        assertArrayEquals(new byte[] {8, 0, 0x58, 0, 4, 0, 0, 0, '1', '.', '2', 0}, FailedInstances.encode(List.of("1.2"), Memory.IMPLICIT));
    }

    @Test
    void aListTooLongForItsLengthFieldIsCutAtAWholeUid() {
        List<String> many = Collections.nCopies(5000, "1.2.840.10008.5.1.4.1.1.2.1234567890");
        List<String> kept = FailedInstances.decode(FailedInstances.encode(many, Memory.EXPLICIT), Memory.EXPLICIT);
        assertTrue(kept.size() > 1000 && kept.size() < many.size());
        assertTrue(kept.stream().allMatch(many.get(0)::equals));
    }

    @Test
    void otherIdentifiersGiveNoUids() {
        assertEquals(List.of(), FailedInstances.decode(new byte[0], Memory.IMPLICIT));
        assertEquals(List.of(), FailedInstances.decode(new byte[] {8, 0, 0x18, 0, 4, 0, 0, 0, 1, 2, 3, 4}, Memory.IMPLICIT));
        assertEquals(List.of("1"), FailedInstances.decode(new byte[] {8, 0, 0x58, 0, 99, 0, 0, 0, '1', 0}, Memory.IMPLICIT));
    }
}
