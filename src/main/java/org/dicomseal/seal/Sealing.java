package org.dicomseal.seal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dicomseal.codec.JointKey;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.Purpose;
import org.dicomseal.keys.RecordFormat;
import org.dicomseal.keys.RecordWriter;
import org.dicomseal.keys.SealingKeys;
import org.dicomseal.keys.Secret;
import org.dicomseal.watermark.NotMarkedReason;

import static org.dicomseal.dicom.Tag.PATIENT_ID;
import static org.dicomseal.dicom.Tag.SERIES_INSTANCE_UID;
import static org.dicomseal.dicom.Tag.STUDY_INSTANCE_UID;

/** One sealing, from the original to the sealed data set. Used once. */
final class Sealing {

    private final DataSet original;
    private final TransferSyntax syntax;
    private final PixelPath path;
    private final String sopClassUid;
    private final String sopInstanceUid;
    private final KeySource keys;
    private final KeyId keyId;
    private final SealOptions options;
    private final ScratchFile tail;
    private String notMarked = "";
    private FrameMarker marker;

    /** @param syntax the original's, as it will be given back */
    Sealing(DataSet original, TransferSyntax syntax, PixelPath path, String sopClassUid, String sopInstanceUid, KeySource keys, Scratch scratch,
            SealOptions options) throws KeyUnavailableException {
        this.original = original;
        this.syntax = syntax;
        this.path = path;
        this.sopClassUid = sopClassUid;
        this.sopInstanceUid = sopInstanceUid;
        this.keys = keys;
        this.keyId = keys.active();
        this.options = options;
        this.tail = new ScratchFile(scratch);
    }

    /** How many plaintext bytes the payload is to have, given those it needs. */
    private interface Size {
        long of(long headerLength, long plaintextLength) throws IOException;
    }

    SealedObject image() throws IOException, KeyUnavailableException {
        OriginalPixels pixels = OriginalPixels.of(original);
        DataSet sealed = DataSets.deepCopy(original);
        Concealer concealer = new Concealer(pixels.rules(), pixels::content);
        concealer.conceal(sealed, pixels.absent(original));
        Optional<Marking.Parameters> marking = prepareMarking(pixels);
        CarrierShape[] shape = new CarrierShape[1];
        return deletingScratchOnFailure(() -> {
            CarrierBulk payload = write(concealer, marking, (header, plain) -> {
                shape[0] = pixels.carrier(header, plain);
                return RecordFormat.plaintextLength(shape[0].length() - header);
            });
            pixels.putCarrier(sealed, shape[0], payload);
            if (options.askAe() != null) {
                SealedOverlay.put(sealed, sopClassUid, shape[0], options.askAe());
            }
            SealFigures figures = figures(pixels, payload);
            PrivateBlock.put(sealed, PayloadHeader.of(payload), path, figures);
            return SealedObject.sealed(sealed, figures, tail);
        });
    }

    SealedObject withoutPixels() throws IOException, KeyUnavailableException {
        DataSet sealed = DataSets.deepCopy(original);
        Concealer concealer = new Concealer(HidingRules.WITHOUT_PIXELS, value -> new StreamedValue.Bytes(value.length()));
        concealer.conceal(sealed, List.of());
        // sealed even where nothing is bulky enough to hide: on its way back it is told from an object that never was here
        return deletingScratchOnFailure(() -> {
            CarrierBulk payload = write(concealer, Optional.empty(), Sealing::evenLength);
            SealFigures figures = new SealFigures(0, payload.length(), 0, 0, path.note(), "");
            PayloadHeader header = PayloadHeader.of(payload);
            PrivateBlock.put(sealed, header, path, figures);
            PrivateBlock.putPayload(sealed, header, payload);
            return SealedObject.sealed(sealed, figures, tail);
        });
    }

    private static long evenLength(long headerLength, long plaintextLength) throws SealRefusedException {
        long plain = plaintextLength;
        while ((headerLength + RecordFormat.sealedLength(plain)) % 2 != 0) {
            plain++;
        }
        if (headerLength + RecordFormat.sealedLength(plain) > CarrierShape.LONGEST_VALUE) {
            throw new SealRefusedException(SealRefusedException.Reason.TOO_LARGE,
                    "the sealed payload would have 4 GiB or more: no element holds that");
        }
        return plain;
    }

    private interface Work {
        SealedObject run() throws IOException, KeyUnavailableException;
    }

    private SealedObject deletingScratchOnFailure(Work work) throws IOException, KeyUnavailableException {
        boolean done = false;
        try {
            SealedObject result = work.run();
            done = true;
            return result;
        } finally {
            if (!done) {
                tail.close();
            }
        }
    }

    private CarrierBulk write(Concealer concealer, Optional<Marking.Parameters> marking, Size size)
            throws IOException, KeyUnavailableException {
        try (Secret seal = keys.key(keyId, Purpose.SEAL);
             SealingKeys sealing = SealingKeys.fresh(seal);
             RecordWriter records = new RecordWriter(tail, sealing.aead())) {
            byte[] joint = sealing.joint().copyBytes();
            PayloadWriter writer = new PayloadWriter(records, JointKey.of(joint), options.parallelism(), Optional.ofNullable(marker));
            Arrays.fill(joint, (byte) 0);
            int pixels = writeContent(writer, concealer, marking);
            writer.amendPrefix(pixels >= 0);
            int headerLength = PayloadHeader.length(sopClassUid, sopInstanceUid);
            writer.padTo(size.of(headerLength, records.length()));
            byte[] header = new PayloadHeader(records.length(), keyId, sealing.salt(), sealing.commitment(), sopClassUid,
                    sopInstanceUid).encoded();
            byte[] first = records.finish(header);
            tail.finish();
            return new CarrierBulk(header, first, tail);
        }
    }

    /** Gives the index of the pixel data among the values, or -1. */
    private int writeContent(PayloadWriter writer, Concealer concealer, Optional<Marking.Parameters> marking) throws IOException {
        List<StreamedValue> values = new ArrayList<>();
        int pixels = -1;
        for (Concealer.Source source : concealer.sources()) {
            if (source.value().isTopLevelPixelData()) {
                pixels = values.size();
            }
            values.add(source.value());
        }
        Manifest.Identity identity = new Manifest.Identity(original.string(PATIENT_ID, ""),
                original.string(STUDY_INSTANCE_UID, ""), original.string(SERIES_INSTANCE_UID, ""));
        writer.writeManifest(new Manifest(Instant.now(), syntax.uid(), identity, concealer.edits(),
                concealer.notes(), values, pixels, marking));
        for (int i = 0; i < values.size(); i++) {
            writer.write(concealer.sources().get(i), i == pixels);
        }
        return pixels;
    }

    private Optional<Marking.Parameters> prepareMarking(OriginalPixels pixels) throws KeyUnavailableException {
        Optional<byte[]> ownerCode = options.ownerCodes() == null ? Optional.empty() : options.ownerCodes().of(keyId);
        if (ownerCode.isEmpty()) {
            notMarked = options.ownerCodes() == null ? "" : "no owner is enrolled";
            return Optional.empty();
        }
        NotMarkedReason never = pixels.plan().isEmpty() ? pixels.notMarkedWithoutPlan()
                : Marking.neverMarked(sopClassUid, pixels.plan().get(), pixels.image());
        if (never != null) {
            notMarked = never.text();
            return Optional.empty();
        }
        FramePlan plan = pixels.plan().get();
        Marking.Parameters parameters = Marking.Parameters.of(original, pixels.image(), plan.format());
        marker = FrameMarker.of(keys, keyId, plan.format(), parameters, ownerCode.get(), sopInstanceUid);
        return Optional.of(parameters);
    }

    private SealFigures figures(OriginalPixels pixels, CarrierBulk payload) {
        return new SealFigures(pixels.length(), payload.length(), pixels.plan().map(plan -> plan.frames()).orElse(0),
                marker == null ? 0 : marker.marked(), path.note(), marker == null ? notMarked : marker.notMarked());
    }
}
