package org.dicomseal.seal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dicomseal.codec.FrameFormat;
import org.dicomseal.codec.Photometric;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.VR;
import org.dicomseal.watermark.SampleLayout;
import org.dicomseal.watermark.SampleMeaning;

/** The manifest as bytes, before deflating; laid out in the package's documentation. */
final class ManifestCoder {

    private static final int VERSION = 1;
    private static final int BYTES = 0;
    private static final int FRAGMENTS = 1;
    private static final int FRAMES = 2;

    private ManifestCoder() {
    }

    static byte[] encode(Manifest manifest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(VERSION);
        out.writeLong(manifest.sealedAt().toEpochMilli());
        text(out, manifest.transferSyntaxUid());
        text(out, manifest.identity().patientId());
        text(out, manifest.identity().studyInstanceUid());
        text(out, manifest.identity().seriesInstanceUid());
        out.writeInt(manifest.edits().size());
        for (Edit edit : manifest.edits()) {
            encode(out, edit);
        }
        out.writeInt(manifest.notes().size());
        for (VrNote note : manifest.notes()) {
            encode(out, note.path());
            out.writeInt(note.tag());
            out.writeBytes(note.vr().name());
        }
        out.writeInt(manifest.values().size());
        for (StreamedValue value : manifest.values()) {
            encode(out, value);
        }
        out.writeInt(manifest.pixels());
        out.writeBoolean(manifest.marking().isPresent());
        if (manifest.marking().isPresent()) {
            encode(out, manifest.marking().get());
        }
        return bytes.toByteArray();
    }

    private static void encode(DataOutputStream out, Edit edit) throws IOException {
        encode(out, edit.path());
        out.writeShort(edit.absent().size());
        for (int tag : edit.absent()) {
            out.writeInt(tag);
        }
        byte[] originals = DicomWriter.toBytes(edit.originals(), TransferSyntax.EXPLICIT_LE);
        out.writeInt(originals.length);
        out.write(originals);
    }

    private static void encode(DataOutputStream out, ItemPath path) throws IOException {
        out.writeByte(path.steps().size());
        for (ItemPath.Step step : path.steps()) {
            out.writeInt(step.sequence());
            out.writeInt(step.item());
        }
    }

    private static void encode(DataOutputStream out, StreamedValue value) throws IOException {
        encode(out, value.path());
        out.writeInt(value.tag());
        out.writeBytes(value.vr().name());
        out.writeBoolean(value.order() == ByteOrder.BIG_ENDIAN);
        if (value.content() instanceof StreamedValue.Bytes bytes) {
            out.writeByte(BYTES);
            out.writeLong(bytes.length());
        } else if (value.content() instanceof StreamedValue.Fragments fragments) {
            out.writeByte(FRAGMENTS);
            out.writeInt(fragments.lengths().size());
            for (long length : fragments.lengths()) {
                out.writeInt((int) length);
            }
        } else if (value.content() instanceof StreamedValue.Frames frames) {
            out.writeByte(FRAMES);
            encode(out, frames.plan());
            out.writeLong(frames.surplus());
        }
    }

    private static void encode(DataOutputStream out, FramePlan plan) throws IOException {
        FrameFormat format = plan.format();
        for (int number : new int[] {format.rows(), format.columns(), format.samplesPerPixel(), format.bitsAllocated(),
                format.bitsStored(), format.highBit(), plan.lastRows()}) {
            out.writeShort(number);
        }
        out.writeByte((format.signed() ? 1 : 0) | (format.planar() ? 2 : 0));
        text(out, format.photometric().name());
        out.writeInt(plan.perFrame());
        out.writeInt(plan.frames());
    }

    private static void encode(DataOutputStream out, Marking.Parameters marking) throws IOException {
        text(out, marking.meaning().name());
        out.writeInt(marking.padding().low());
        out.writeInt(marking.padding().high());
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    /** Reads what {@link #encode} wrote; anything else is an IOException that says so. */
    static Manifest decode(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw PayloadInput.broken("manifest of version " + version + ", known is " + VERSION);
            }
            Instant sealedAt = Instant.ofEpochMilli(in.readLong());
            String syntax = text(in);
            Manifest.Identity identity = new Manifest.Identity(text(in), text(in), text(in));
            List<Edit> edits = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                edits.add(edit(in));
            }
            List<VrNote> notes = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                notes.add(new VrNote(path(in), in.readInt(), vr(in)));
            }
            List<StreamedValue> values = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                values.add(value(in));
            }
            return new Manifest(sealedAt, syntax, identity, edits, notes, values, in.readInt(),
                    in.readBoolean() ? Optional.of(marking(in)) : Optional.empty());
        } catch (EOFException e) {
            throw PayloadInput.broken("the manifest ends too early");
        } catch (IllegalArgumentException e) {
            throw PayloadInput.broken("the manifest holds an impossible value: " + e.getMessage());
        }
    }

    private static Edit edit(DataInputStream in) throws IOException {
        ItemPath path = path(in);
        List<Integer> absent = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            absent.add(in.readInt());
        }
        DataSet originals = DicomReader.fromBytes(counted(in, in.readInt()), TransferSyntax.EXPLICIT_LE);
        return new Edit(path, absent, originals);
    }

    private static ItemPath path(DataInputStream in) throws IOException {
        List<ItemPath.Step> steps = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            steps.add(new ItemPath.Step(in.readInt(), in.readInt()));
        }
        return new ItemPath(steps);
    }

    private static StreamedValue value(DataInputStream in) throws IOException {
        ItemPath path = path(in);
        int tag = in.readInt();
        VR vr = vr(in);
        ByteOrder order = in.readBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new StreamedValue(path, tag, vr, order, content(in));
    }

    private static VR vr(DataInputStream in) throws IOException {
        VR vr = VR.ofCode(in.readUnsignedByte(), in.readUnsignedByte());
        if (vr == null) {
            throw PayloadInput.broken("an unknown VR");
        }
        return vr;
    }

    private static StreamedValue.Content content(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        switch (kind) {
            case BYTES -> {
                return new StreamedValue.Bytes(in.readLong());
            }
            case FRAGMENTS -> {
                List<Long> lengths = new ArrayList<>();
                for (int left = in.readInt(); left > 0; left--) {
                    lengths.add(in.readInt() & 0xFFFF_FFFFL);
                }
                return new StreamedValue.Fragments(lengths);
            }
            case FRAMES -> {
                return new StreamedValue.Frames(plan(in), in.readLong());
            }
            default -> throw PayloadInput.broken("a value of the unknown kind " + kind);
        }
    }

    private static FramePlan plan(DataInputStream in) throws IOException {
        int[] numbers = new int[7];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readUnsignedShort();
        }
        int flags = in.readUnsignedByte();
        FrameFormat format = new FrameFormat(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5],
                (flags & 1) != 0, (flags & 2) != 0, Photometric.valueOf(text(in)));
        return new FramePlan(format, numbers[6], in.readInt(), in.readInt());
    }

    private static Marking.Parameters marking(DataInputStream in) throws IOException {
        SampleMeaning meaning = SampleMeaning.valueOf(text(in));
        return new Marking.Parameters(meaning, new SampleLayout.Padding(in.readInt(), in.readInt()));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(counted(in, in.readUnsignedShort()), StandardCharsets.ISO_8859_1);
    }

    private static byte[] counted(DataInputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(Math.max(0, length));
        if (bytes.length != length) {
            throw new EOFException();
        }
        return bytes;
    }
}
