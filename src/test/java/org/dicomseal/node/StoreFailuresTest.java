package org.dicomseal.node;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Optional;
import org.dicomseal.dimse.AssociationRejectedException;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.pdu.AssociateReject;
import org.dicomseal.spool.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class StoreFailuresTest {

    @ParameterizedTest
    @ValueSource(ints = {0x0000, 0xB000, 0xB006, 0xB007, 0x0107, 0x0111})
    void theArchiveHasTheObject(int status) {
        assertEquals(Optional.empty(), StoreFailures.causeOf(Outcome.of(status)));
    }

    @ParameterizedTest
    @CsvSource({"42752, BUSY", "43007, BUSY", "272, BUSY", "43264, REFUSED", "49152, REFUSED", "53247, REFUSED", "292, REFUSED",
            "65280, REFUSED", "290, NO_CONTEXT"})
    void theArchiveHasNotTheObject(int status, Cause cause) {
        assertEquals(Optional.of(cause), StoreFailures.causeOf(Outcome.of(status)));
    }

    @Test
    void anAssociationThatFailsIsTheArchivesStateNotTheObjects() {
        assertEquals(Cause.UNREACHABLE, StoreFailures.causeOfOpening(new ConnectException("refused")));
        assertEquals(Cause.UNREACHABLE, StoreFailures.causeOfOpening(new IOException("timed out")));
        assertEquals(Cause.UNREACHABLE,
                StoreFailures.causeOfOpening(new AssociationRejectedException("A", AssociateReject.LOCAL_LIMIT_EXCEEDED)));
        assertEquals(Cause.REJECTED,
                StoreFailures.causeOfOpening(new AssociationRejectedException("A", AssociateReject.CALLING_AE_NOT_RECOGNIZED)));
    }
}
