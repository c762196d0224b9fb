package org.dicomseal.dimse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The identifier of a final C-MOVE or C-GET response: Failed SOP Instance UID List (0008,0058), one UI element
 * (PS3.4 section C.4.2.1.4.2). Small enough to be written here; little endian, Implicit or Explicit VR.
 */
final class FailedInstances {

    static final String IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2";

    /** UI's explicit form has a 16-bit length; UIDs beyond it are left out, the failed count still tells of them. */
    private static final int LONGEST = 0xFFFE;

    private static final byte[] TAG = {0x08, 0x00, 0x58, 0x00};

    private FailedInstances() {
    }

    static byte[] encode(List<String> uids, String transferSyntax) {
        StringBuilder value = new StringBuilder();
        for (String uid : uids) {
            if (value.length() + 1 + uid.length() > LONGEST) {
                break;
            }
            value.append(value.isEmpty() ? "" : "\\").append(uid);
        }
        if (value.length() % 2 != 0) {
            value.append('\0');
        }
        boolean implicit = transferSyntax.equals(IMPLICIT_VR_LITTLE_ENDIAN);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(TAG);
        out.writeBytes(implicit ? new byte[0] : new byte[] {'U', 'I'});
        out.write(value.length());
        out.write(value.length() >>> 8);
        out.writeBytes(implicit ? new byte[2] : new byte[0]);
        out.writeBytes(value.toString().getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    /** The UIDs, or none if the identifier doesn't start with the element: it is information, nothing hangs on it. */
    static List<String> decode(byte[] identifier, String transferSyntax) {
        List<String> uids = new ArrayList<>();
        if (identifier.length < 8 || identifier[0] != 0x08 || identifier[1] != 0 || identifier[2] != 0x58 || identifier[3] != 0) {
            return uids;
        }
        int at = transferSyntax.equals(IMPLICIT_VR_LITTLE_ENDIAN) ? 4 : 6;
        int length = Math.min(identifier[at] & 0xFF | (identifier[at + 1] & 0xFF) << 8, identifier.length - 8);
        String value = new String(identifier, 8, length, StandardCharsets.ISO_8859_1);
        for (String uid : value.split("\\\\")) {
            String bare = uid.replace('\0', ' ').strip();
            if (!bare.isEmpty()) {
                uids.add(bare);
            }
        }
        return uids;
    }
}
