package org.dicomseal.dimse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small CT image in Explicit VR Little Endian, as other makers' programs accept it. */
record TestObject(String uid, byte[] dataSet) {

    static TestObject ct(String uid) {
        return new TestObject(uid, dataSet(uid));
    }

    /** As a PS3.10 file. */
    Path write(Path folder) throws IOException {
        ByteArrayOutputStream meta = new ByteArrayOutputStream();
        text(meta, 0x0002, 0x0002, "UI", Memory.CT);
        text(meta, 0x0002, 0x0003, "UI", uid);
        text(meta, 0x0002, 0x0010, "UI", Memory.EXPLICIT);
        text(meta, 0x0002, 0x0012, "UI", Implementation.CLASS_UID);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[128]);
        file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        int version = 14;
        header(file, 0x0002, 0x0000, "UL", 4);
        int length = meta.size() + version;
        file.writeBytes(new byte[] {(byte) length, (byte) (length >> 8), 0, 0});
        header(file, 0x0002, 0x0001, "OB", 2);
        file.writeBytes(new byte[] {0, 1});
        file.writeBytes(meta.toByteArray());
        file.writeBytes(dataSet);
        return Files.write(folder.resolve(uid + ".dcm"), file.toByteArray());
    }

    private static byte[] dataSet(String uid) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text(out, 0x0008, 0x0005, "CS", "ISO_IR 100");
        text(out, 0x0008, 0x0016, "UI", Memory.CT);
        text(out, 0x0008, 0x0018, "UI", uid);
        text(out, 0x0008, 0x0020, "DA", "20260101");
        text(out, 0x0008, 0x0030, "TM", "120000");
        text(out, 0x0008, 0x0050, "SH", "A1");
        text(out, 0x0008, 0x0060, "CS", "CT");
        text(out, 0x0010, 0x0010, "PN", "Test^Peer");
        text(out, 0x0010, 0x0020, "LO", "P1");
        text(out, 0x0020, 0x000D, "UI", "1.2.826.0.1.3680043.10.99.1");
        text(out, 0x0020, 0x000E, "UI", "1.2.826.0.1.3680043.10.99.2");
        text(out, 0x0020, 0x0010, "SH", "S1");
        text(out, 0x0020, 0x0011, "IS", "1");
        text(out, 0x0020, 0x0013, "IS", "1");
        us(out, 0x0028, 0x0002, 1);
        text(out, 0x0028, 0x0004, "CS", "MONOCHROME2");
        us(out, 0x0028, 0x0010, 256);
        us(out, 0x0028, 0x0011, 256);
        us(out, 0x0028, 0x0100, 16);
        us(out, 0x0028, 0x0101, 12);
        us(out, 0x0028, 0x0102, 11);
        us(out, 0x0028, 0x0103, 0);
        byte[] pixels = Memory.bytes(256 * 256 * 2, uid.hashCode());
        header(out, 0x7FE0, 0x0010, "OW", pixels.length);
        out.writeBytes(pixels);
        return out.toByteArray();
    }

    private static void us(ByteArrayOutputStream out, int group, int element, int value) {
        header(out, group, element, "US", 2);
        out.writeBytes(new byte[] {(byte) value, (byte) (value >> 8)});
    }

    private static void text(ByteArrayOutputStream out, int group, int element, String vr, String value) {
        String even = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " ");
        header(out, group, element, vr, even.length());
        out.writeBytes(even.getBytes(StandardCharsets.US_ASCII));
    }

    private static void header(ByteArrayOutputStream out, int group, int element, String vr, int length) {
        out.writeBytes(new byte[] {(byte) group, (byte) (group >> 8), (byte) element, (byte) (element >> 8)});
        out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
        boolean wide = vr.startsWith("O");
        out.writeBytes(wide ? new byte[2] : new byte[0]);
        for (int i = 0; i < (wide ? 4 : 2); i++) {
            out.write(length >>> 8 * i);
        }
    }
}
