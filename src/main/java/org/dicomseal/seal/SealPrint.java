package org.dicomseal.seal;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.TransferSyntax;

/**
 * Tells one sealing from every other: the first bytes of its salt, which is drawn anew for each. It is read from the payload's header
 * without a key, so it proves nothing: it says which sealing an archive keeps, not that it keeps it unharmed.
 */
public final class SealPrint {

    private static final int BYTES = 8;

    private SealPrint() {
    }

    /**
     * The print of a sealed object, 16 hexadecimal digits; empty if it holds no payload.
     *
     * @param syntax in which the data set came
     */
    public static Optional<String> of(DataSet dataSet, TransferSyntax syntax) throws IOException {
        return PayloadFinder.find(dataSet, syntax).map(found -> HexFormat.of().formatHex(found.header().salt(), 0, BYTES));
    }
}
