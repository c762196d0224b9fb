package org.dicomseal.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Preamble, prefix and file meta information (PS3.10 7.1).
 *
 * @param lead     the bytes before group 2: a preamble of 128 bytes and DICM; empty where a file began without them
 * @param elements group 2, explicit VR little endian
 */
public record FileMeta(byte[] lead, DataSet elements) {

    /** This product's Implementation Class UID and version name. */
    public static final String IMPLEMENTATION_CLASS_UID = "2.25.251803184213410532137043211826304291713";
    public static final String IMPLEMENTATION_VERSION_NAME = "DICOMSEAL_0_1";

    private static final int PREAMBLE = 128;
    private static final byte[] PREFIX = "DICM".getBytes(StandardCharsets.US_ASCII);

    /** For an object as this product stores it. */
    public static FileMeta of(String sopClassUid, String sopInstanceUid, TransferSyntax syntax) {
        byte[] lead = new byte[PREAMBLE + PREFIX.length];
        System.arraycopy(PREFIX, 0, lead, PREAMBLE, PREFIX.length);
        DataSet elements = new DataSet()
                .putInts(Tag.FILE_META_INFORMATION_GROUP_LENGTH, VR.UL, 0)
                .putBytes(Tag.FILE_META_INFORMATION_VERSION, VR.OB, (byte) 0, (byte) 1)
                .putString(Tag.MEDIA_STORAGE_SOP_CLASS_UID, VR.UI, sopClassUid)
                .putString(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, VR.UI, sopInstanceUid)
                .putString(Tag.TRANSFER_SYNTAX_UID, VR.UI, syntax.uid())
                .putString(Tag.IMPLEMENTATION_CLASS_UID, VR.UI, IMPLEMENTATION_CLASS_UID)
                .putString(Tag.IMPLEMENTATION_VERSION_NAME, VR.SH, IMPLEMENTATION_VERSION_NAME);
        return new FileMeta(lead, elements);
    }

    /** Null where it is missing. */
    public String transferSyntaxUid() {
        return elements.string(Tag.TRANSFER_SYNTAX_UID);
    }

    /** Null where it is missing. */
    public String sopClassUid() {
        return elements.string(Tag.MEDIA_STORAGE_SOP_CLASS_UID);
    }

    /** Null where it is missing. */
    public String sopInstanceUid() {
        return elements.string(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID);
    }

    public void write(OutputStream out) throws IOException {
        out.write(lead);
        DicomWriter writer = new DicomWriter(out, TransferSyntax.EXPLICIT_LE);
        writer.write(elements);
        writer.finish();
    }

    /**
     * How many bytes at the start of the input are preamble and prefix. Where no group 2 follows, DICM may also stand in
     * the data of a file that begins with its data set.
     */
    static int leadOf(DicomInput input) throws IOException {
        int available = input.peek(PREAMBLE + PREFIX.length + 2);
        byte[] start = Arrays.copyOfRange(input.peeked(), input.peekedFrom(), input.peekedFrom() + available);
        if (isPrefix(start, PREAMBLE)) {
            int lead = PREAMBLE + PREFIX.length;
            boolean meta = available == lead + 2 && start[lead] == 2 && start[lead + 1] == 0;
            return meta || SyntaxGuess.next(input) == null ? lead : 0;
        }
        return isPrefix(start, 0) ? PREFIX.length : 0;
    }

    private static boolean isPrefix(byte[] bytes, int at) {
        return bytes.length >= at + PREFIX.length && Arrays.equals(PREFIX, 0, PREFIX.length, bytes, at, at + PREFIX.length);
    }
}
