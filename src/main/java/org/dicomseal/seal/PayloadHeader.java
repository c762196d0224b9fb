package org.dicomseal.seal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.RecordFormat;
import org.dicomseal.keys.SealingKeys;

/**
 * The clear start of a payload, and the associated data of its first record: everything that finding the key and opening the records
 * takes. Numbers are big endian.
 * <pre>
 *   0  "DCMSEAL" and 0x01 (8)
 *   8  length of this header in bytes (2)
 *  10  suite (1): 1 = HKDF-SHA256, AES-256-GCM
 *  11  zero (1)
 *  12  plaintext bytes of a record (4): 16384
 *  16  plaintext bytes of the payload (8)
 *  24  key id (16)
 *  40  salt (32)
 *  72  key commitment (32)
 * 104  length of the SOP Class UID (1), its characters (0 to 64)
 *      length of the SOP Instance UID (1), its characters (0 to 64)
 * </pre>
 */
record PayloadHeader(long plaintextLength, KeyId keyId, byte[] salt, byte[] commitment, String sopClassUid, String sopInstanceUid) {

    static final int SUITE = 1;

    private static final byte[] MAGIC = "DCMSEAL\1".getBytes(StandardCharsets.ISO_8859_1);
    private static final int FIXED = 104;
    private static final int LONGEST_UID = 64;
    static final int LONGEST = FIXED + 2 * (1 + LONGEST_UID);

    /** Bytes of the header for these UIDs. */
    static int length(String sopClassUid, String sopInstanceUid) {
        return FIXED + 2 + sopClassUid.length() + sopInstanceUid.length();
    }

    int length() {
        return length(sopClassUid, sopInstanceUid);
    }

    byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeShort(length());
            out.writeByte(SUITE);
            out.writeByte(0);
            out.writeInt(RecordFormat.PLAIN);
            out.writeLong(plaintextLength);
            out.write(keyId.bytes());
            out.write(salt);
            out.write(commitment);
            for (String uid : new String[] {sopClassUid, sopInstanceUid}) {
                out.writeByte(uid.length());
                out.write(uid.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The header of a payload just made. */
    static PayloadHeader of(CarrierBulk payload) throws IOException {
        return read(new ByteArrayInputStream(payload.header())).orElseThrow();
    }

    /**
     * Reads a header if there is one. Nothing of it can be trusted before the first record was authenticated.
     *
     * @return empty if the bytes don't start with a header that this version could have written
     */
    static Optional<PayloadHeader> read(InputStream from) throws IOException {
        byte[] start = from.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        int length = (start[8] & 0xFF) << 8 | start[9] & 0xFF;
        if (length < FIXED + 2 || length > LONGEST) {
            return Optional.empty();
        }
        byte[] rest = from.readNBytes(length - start.length);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(rest))) {
            boolean known = in.readUnsignedByte() == SUITE & in.readUnsignedByte() == 0 & in.readInt() == RecordFormat.PLAIN;
            PayloadHeader header = new PayloadHeader(in.readLong(), KeyId.of(bytes(in, KeyId.LENGTH)),
                    bytes(in, SealingKeys.LENGTH), bytes(in, SealingKeys.LENGTH), uid(in), uid(in));
            boolean sane = header.length() == length && header.plaintextLength >= 0
                    && header.plaintextLength <= RecordFormat.MAX_PLAIN;
            return known && sane ? Optional.of(header) : Optional.empty();
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(DataInputStream in, int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    private static String uid(DataInputStream in) throws IOException {
        return new String(bytes(in, in.readUnsignedByte()), StandardCharsets.ISO_8859_1);
    }

    /** Bytes of header and records together. */
    long payloadLength() {
        return length() + RecordFormat.sealedLength(plaintextLength);
    }
}
