package org.dicomseal.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.dicomseal.cli.phantom.PhantomStudy;
import org.dicomseal.dicom.ByteSource;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.KeyId;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeysException;
import org.dicomseal.keys.Purpose;
import org.dicomseal.keys.Secret;
import org.dicomseal.seal.Scratch;
import org.dicomseal.seal.SealOptions;
import org.dicomseal.seal.SealedObject;
import org.dicomseal.seal.Sealer;
import org.dicomseal.seal.UnsealedObject;
import org.dicomseal.seal.Unsealer;
import org.dicomseal.seal.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals and unseals a made-up image for a moment, so that codec and encryption are compiled before the first image comes: until then Java
 * runs them many times slower, and the first images after a start would wait for that. Its keys are made up too.
 */
final class Warmup {

    private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final int RECORDS = 30_000;
    private static final int RECORD = 512;
    private static final int TAG_BITS = 128;
    private static final int NONCE = 12;

    private final KeySource keys = new MadeUpKeys();
    private final DataSet image = new PhantomStudy().anyCt();
    private final Path folder;

    private Warmup(Path folder) {
        this.folder = folder;
    }

    /** Starts it; it ends by itself, and nothing waits for it. */
    static void inBackground() {
        Thread thread = new Thread(Warmup::run, "warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private static void run() {
        try {
            encryptAndDecrypt();
            Path folder = Files.createTempDirectory("dicomseal");
            try {
                int rounds = new Warmup(folder).rounds(MOMENT);
                LOG.debug("sealed and unsealed {} made-up images to warm up", rounds);
            } finally {
                Files.deleteIfExists(folder);
            }
        } catch (IOException | KeysException | GeneralSecurityException e) {
            LOG.warn("no warm-up, so the first images are slower: {}", e.toString());
        }
    }

    /**
     * AES-GCM first, since the spool needs it for every byte that comes in. Java counts calls, not bytes, before it puts the processor's own
     * instructions in their place: many small records get there in a fraction of a second, where large ones take several at a hundredth
     * of the speed.
     */
    private static void encryptAndDecrypt() throws GeneralSecurityException {
        SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        ByteBuffer nonce = ByteBuffer.allocate(NONCE);
        byte[] record = new byte[RECORD];
        for (int i = 0; i < RECORDS; i++) {
            GCMParameterSpec parameters = new GCMParameterSpec(TAG_BITS, nonce.putInt(0, i).array());
            cipher.init(Cipher.ENCRYPT_MODE, key, parameters);
            byte[] sealed = cipher.doFinal(record);
            cipher.init(Cipher.DECRYPT_MODE, key, parameters);
            cipher.doFinal(sealed);
        }
    }

    /** How many images were sealed and unsealed in that time. */
    private int rounds(Duration time) throws IOException, KeysException {
        long start = System.nanoTime();
        int rounds = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            unseal(seal());
            rounds++;
        }
        return rounds;
    }

    private byte[] seal() throws IOException, KeysException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SealedObject sealed = new Sealer(keys, Scratch.in(folder), SealOptions.defaults()).seal(image, TransferSyntax.EXPLICIT_LE)) {
            sealed.writeTo(out, TransferSyntax.EXPLICIT_LE);
        }
        return out.toByteArray();
    }

    private void unseal(byte[] bytes) throws IOException, KeysException {
        DataSet sealed = DicomReader.read(ByteSource.of(bytes), TransferSyntax.EXPLICIT_LE, ReadOptions.defaults());
        try (UnsealedObject object = Unsealer.onAllCores(keys).open(sealed, TransferSyntax.EXPLICIT_LE)) {
            object.writeTo(OutputStream.nullOutputStream(), TransferSyntax.EXPLICIT_LE, View.ORIGINAL);
        }
    }

    /** One key, which nobody will know. */
    private static final class MadeUpKeys implements KeySource {

        private final SecureRandom random = new SecureRandom();
        private final byte[] key = new byte[32];
        private final KeyId id;

        MadeUpKeys() {
            random.nextBytes(key);
            byte[] name = new byte[KeyId.LENGTH];
            random.nextBytes(name);
            id = KeyId.of(name);
        }

        @Override
        public KeyId active() {
            return id;
        }

        @Override
        public Secret key(KeyId which, Purpose purpose) {
            return Secret.copyOf(key);
        }
    }
}
