package org.dicomseal.dicom;

import java.io.IOException;
import java.util.List;

/**
 * Compares data sets attribute by attribute. Not compared: group lengths, how lengths are written, byte order, trailing
 * padding. A VR equals UN, and either VR of a dictionary entry with a choice, when the bytes are equal.
 */
public final class DataSetComparison {

    /**
     * @param path   such as {@code (0008,1140)[0].(0008,1150)}
     * @param what   what differs, without any value
     */
    public record Difference(String path, String what) {

        @Override
        public String toString() {
            return path + " " + what;
        }
    }

    private DataSetComparison() {
    }

    /** Empty if they are equal. */
    public static List<Difference> compare(DataSet original, DataSet other) throws IOException {
        throw new UnsupportedOperationException();
    }
}
