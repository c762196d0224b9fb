package org.dicomseal.seal;

import java.io.IOException;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;

/**
 * Seals objects: one data set in, one valid data set of the same SOP Class and Instance out, whose pixel data is noise to everybody
 * without the key. Frames are handled one by one; the payload waits in a {@link Scratch}. Thread-safe.
 */
public final class Sealer {

    public Sealer(KeySource keys, Scratch scratch, SealOptions options) {
    }

    /**
     * Seals an object. An object that is sealed already (authenticated under a key that is held, not merely tagged) is given on as it is.
     *
     * @param original must not change and stay readable until the result is closed
     * @param syntax   the syntax in which it was read
     * @throws SealRefusedException    if such an object is never sealed
     * @throws KeyUnavailableException if there is no key to seal with, or it is locked
     */
    public SealedObject seal(DataSet original, TransferSyntax syntax) throws IOException, KeyUnavailableException {
        throw new UnsupportedOperationException();
    }
}
