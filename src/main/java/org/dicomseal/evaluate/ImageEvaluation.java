package org.dicomseal.evaluate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dicomseal.biometric.OwnerCode;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DataSetComparison;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.dicom.FileMeta;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dicom.VR;
import org.dicomseal.keys.EphemeralKeys;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Purpose;
import org.dicomseal.keys.SealingKeys;
import org.dicomseal.keys.Secret;
import org.dicomseal.seal.NativeImage;
import org.dicomseal.seal.Scratch;
import org.dicomseal.seal.SealOptions;
import org.dicomseal.seal.SealedObject;
import org.dicomseal.seal.Sealer;
import org.dicomseal.seal.UnsealedObject;
import org.dicomseal.seal.Unsealer;
import org.dicomseal.seal.View;
import org.dicomseal.watermark.WatermarkKey;

/** Measures one image after another, under keys that are thrown away afterwards. Safe for use by several threads. */
final class ImageEvaluation {

    private static final int RECIPIENT = 0x5EA1ED01;
    /** Objects above this size are sealed once for each figure, not in rounds. */
    private static final long LARGE_OBJECT = 32L << 20;

    private final EphemeralKeys keys;
    private final EvaluationOptions options;
    private final Path scratch;
    private final byte[] ownerCode;

    /** @param scratch an existing folder for what doesn't stay in memory: ciphertext, and frames for other codecs */
    ImageEvaluation(EphemeralKeys keys, EvaluationOptions options, Path scratch) throws KeysException {
        this.keys = keys;
        this.options = options;
        this.scratch = scratch;
        try (Secret owner = keys.key(keys.active(), Purpose.OWNER)) {
            ownerCode = OwnerCode.derive(owner, "evaluation", 0);
        }
    }

    /** @throws Exception if sealing refuses it, or it turns out to be broken */
    ImageResult evaluate(Subject subject, boolean withPictures) throws Exception {
        DataSet object = withUid(subject.dataSet());
        Marking marking = null;
        if (subject.image().isPresent()) {
            marking = new Marking(subject.image().get(), subject.frames(), key(Purpose.WATERMARK), ownerCode, object.string(Tag.SOP_INSTANCE_UID));
            marking.mark(options.rounds());
        }
        boolean marked = marking != null && marking.first() >= 0;
        int rounds = subject.rawBytes() > LARGE_OBJECT ? 1 : options.rounds();
        Whole whole = whole(object, subject.syntax(), rounds);
        Sizes sizes = new Sizes(subject, marking);
        Attacking attacking = marked && options.attacks() ? new Attacking(subject.image().get(), marking.frames().get(marking.first()),
                key(Purpose.WATERMARK), key(Purpose.TRACE), ownerCode, RECIPIENT) : null;
        CipherFigures cipher = marking == null ? new Ciphering(keys).of(whole.carrier)
                : new Ciphering(keys).of(whole.carrier, subject.image().get().format(), new Samples(subject.image().get().layout()), marking.frames());
        SamplePictures pictures = !withPictures || marking == null ? null : Pictures.of(subject.image().get(), subject.frames().get(Math.max(0, marking.first())),
                marked ? marking.frames().get(marking.first()) : null, whole.carrier).orElse(null);
        TimeFigures time = new TimeFigures(marked ? marking.seconds() : 0, sizes.codeSeconds, sizes.encryptSeconds,
                marked ? marking.removalSeconds(options.rounds()) : 0, whole.sealSeconds, whole.plainSeconds, whole.unsealSeconds);
        return new ImageResult(subject.name(), subject.modality(), shape(subject), marked ? marking.figures(sizes.cost) : null,
                marking == null ? subject.notMarked() : marking.reason(), attacking == null ? Double.NaN : attacking.tracePsnr(),
                attacking == null ? "" : attacking.notTraced(), attacking == null ? List.of() : attacking.all(), cipher,
                sizes.figures(whole.payload), time, whole.exact, pictures);
    }

    private WatermarkKey key(Purpose purpose) throws KeysException {
        try (Secret secret = keys.key(keys.active(), purpose)) {
            byte[] bytes = secret.copyBytes();
            WatermarkKey key = new WatermarkKey(bytes);
            Arrays.fill(bytes, (byte) 0);
            return key;
        }
    }

    /** Anonymised samples sometimes have no UIDs; sealing binds to them, so they get some here. */
    private static DataSet withUid(DataSet dataSet) {
        DataSet copy = dataSet.copy();
        if (!Uids.isValid(copy.string(Tag.SOP_INSTANCE_UID, ""))) {
            copy.putString(Tag.SOP_INSTANCE_UID, VR.UI, Uids.random());
        }
        if (!Uids.isValid(copy.string(Tag.SOP_CLASS_UID, ""))) {
            copy.putString(Tag.SOP_CLASS_UID, VR.UI, Uids.SECONDARY_CAPTURE_IMAGE_STORAGE);
        }
        return copy;
    }

    private static ImageResult.Shape shape(Subject subject) {
        Optional<ImagePixel> module = subject.module();
        return module.isEmpty() ? ImageResult.Shape.UNKNOWN : new ImageResult.Shape(module.get().rows(), module.get().columns(),
                module.get().samplesPerPixel(), module.get().bitsStored(), module.get().frames(), subject.frames().size());
    }

    /** What sealing and unsealing the whole object give. */
    private static final class Whole {
        private Carrier carrier;
        private long payload;
        private double sealSeconds = Double.POSITIVE_INFINITY;
        private double plainSeconds;
        private double unsealSeconds = Double.POSITIVE_INFINITY;
        private boolean exact = true;
    }

    private Whole whole(DataSet object, TransferSyntax syntax, int rounds) throws Exception {
        SealOptions plain = SealOptions.defaults().withParallelism(Parallelism.SINGLE);
        Sealer marker = new Sealer(keys, Scratch.in(scratch), plain.withOwnerCodes(id -> Optional.of(ownerCode)));
        Sealer sealer = new Sealer(keys, Scratch.in(scratch), plain);
        Unsealer unsealer = new Unsealer(keys, Parallelism.SINGLE);
        Whole whole = new Whole();
        whole.plainSeconds = CpuClock.least(rounds, () -> sealer.seal(object, syntax).close());
        for (int round = 0; round < rounds; round++) {
            double start = CpuClock.now();
            try (SealedObject sealed = marker.seal(object, syntax)) {
                whole.sealSeconds = Math.min(whole.sealSeconds, CpuClock.now() - start);
                whole.payload = sealed.figures().payloadLength();
                whole.carrier = Carrier.of(sealed.dataSet());
                start = CpuClock.now();
                try (UnsealedObject unsealed = unsealer.open(sealed.dataSet())) {
                    // the digest over all pixels is compared in here: a difference is an exception
                    unsealed.writeTo(OutputStream.nullOutputStream(), unsealed.transferSyntax(), View.ORIGINAL);
                }
                whole.unsealSeconds = Math.min(whole.unsealSeconds, CpuClock.now() - start);
                if (round == 0) {
                    try (UnsealedObject again = unsealer.open(sealed.dataSet())) {
                        whole.exact = isRestored(object, again);
                    }
                }
            }
        }
        return whole;
    }

    /** Compares what comes back with what went in, attribute by attribute: an evaluation doesn't take the digest's word for it. */
    private boolean isRestored(DataSet object, UnsealedObject unsealed) throws IOException {
        Path file = Files.createTempFile(scratch, "restored", ".dcm");
        try {
            TransferSyntax syntax = unsealed.transferSyntax();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                FileMeta.of(object.string(Tag.SOP_CLASS_UID), object.string(Tag.SOP_INSTANCE_UID), syntax).write(out);
                unsealed.writeTo(out, syntax, View.ORIGINAL);
            }
            try (DicomFile restored = DicomFile.open(file)) {
                return DataSetComparison.compare(object, restored.dataSet()).isEmpty();
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Sizes of the frames that were looked at, and the times of the two stages. */
    private final class Sizes {

        private final Subject subject;
        private long framesRaw;
        private long coded;
        private double codeSeconds = Double.POSITIVE_INFINITY;
        private double encryptSeconds = Double.POSITIVE_INFINITY;
        private double cost;
        private long[] peers = {-1, -1};

        Sizes(Subject subject, Marking marking) throws IOException {
            this.subject = subject;
            if (marking == null) {
                codeSeconds = 0;
                encryptSeconds = 0;
                return;
            }
            NativeImage image = subject.image().orElseThrow();
            framesRaw = subject.frames().stream().mapToLong(frame -> frame.length).sum();
            byte[] salt = new byte[SealingKeys.LENGTH];
            try (SealingKeys sealing = keys.sealingKeys(salt)) {
                for (int i = 0; i < options.rounds(); i++) {
                    StageSealing.Sealed sealed = StageSealing.seal(image.format(), marking.frames(), sealing);
                    coded = sealed.ciphertext().length;
                    codeSeconds = Math.min(codeSeconds, sealed.codeSeconds());
                    encryptSeconds = Math.min(encryptSeconds, sealed.encryptSeconds());
                }
                cost = (double) coded / StageSealing.seal(image.format(), subject.frames(), sealing).ciphertext().length - 1;
            }
            peers = options.peers().sizes(image, subject.frames(), scratch);
        }

        SizeFigures figures(long payload) throws IOException {
            return new SizeFigures(subject.rawBytes(), payload, framesRaw, coded, peers[0], peers[1]);
        }
    }
}
