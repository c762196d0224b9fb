package org.dicomseal.dicom;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Preamble and file meta information (PS3.10 7.1).
 *
 * @param preamble 128 bytes, or none where a file began without preamble and prefix
 * @param elements group 2, explicit VR little endian
 */
public record FileMeta(byte[] preamble, DataSet elements) {

    /** This product's Implementation Class UID and version name. */
    public static final String IMPLEMENTATION_CLASS_UID = "2.25.251803184213410532137043211826304291713";
    public static final String IMPLEMENTATION_VERSION_NAME = "DICOMSEAL_0_1";

    /** For an object as this product stores it. */
    public static FileMeta of(String sopClassUid, String sopInstanceUid, TransferSyntax syntax) {
        throw new UnsupportedOperationException();
    }

    /** Null where it is missing. */
    public String transferSyntaxUid() {
        return elements.string(Tag.TRANSFER_SYNTAX_UID);
    }

    public void write(OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }
}
