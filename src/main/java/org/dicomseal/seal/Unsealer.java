package org.dicomseal.seal;

import java.io.IOException;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;

/** Gives sealed objects back. Thread-safe. */
public final class Unsealer {

    public Unsealer(KeySource keys, Parallelism parallelism) {
    }

    /** Whether the object is sealed: it carries a payload that authenticates under a key that is held. Tags alone prove nothing. */
    public boolean isSealed(DataSet dataSet) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a sealed object: authenticates the start of its payload and restores its attributes. The pixels follow when it is written.
     *
     * @param dataSet as it came from the archive; must stay readable until the result is closed
     * @throws NotSealedException                             if it carries no payload
     * @throws org.dicomseal.keys.AuthenticationException     if the payload is not what was sealed
     * @throws KeyUnavailableException                        if its key is unknown here, locked or destroyed
     */
    public UnsealedObject open(DataSet dataSet) throws IOException, KeyUnavailableException {
        throw new UnsupportedOperationException();
    }
}
