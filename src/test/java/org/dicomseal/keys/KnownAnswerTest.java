package org.dicomseal.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * Published test vectors of format version 1: another implementation that gives these values derives our keys and reads our records.
 * A change that breaks them breaks every archive.
 */
class KnownAnswerTest {

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void purposeKeysOfAFixedRoot() {
        assertEquals("d1ea6c178d16371e165599e43a5d238258da23bce259fd4cc582531ece86d823", hex(KeyTree.purposeKey(TestKeys.ID, TestKeys.root(), null, Purpose.SEAL)));
        assertEquals("93c96c3d58d54ee86f3bcdb15975023b569696e40b61ff7f932c823770dab189", hex(KeyTree.purposeKey(TestKeys.ID, TestKeys.root(), null, Purpose.WATERMARK)));
        assertEquals("3a9bcdfe0d8067284430f09e70f8f3f03b2b3ef5ebb8f13b7a8f01439b15887d", hex(KeyTree.purposeKey(TestKeys.ID, TestKeys.root(), TestKeys.filled(1), Purpose.SEAL)));
        assertEquals("7110bc318ec8e5dc63acfb5aa4e9cc4183269cc9cd85257a5d1ae60c4c3ffd80", hex(KeyTree.rootKey(TestKeys.ID, TestKeys.root(), RootPurpose.SPOOL)));
    }

    /** The same derivation written out with HMAC alone. */
    @Test
    void theTreeIsTheDocumentedOne() throws Exception {
        byte[] master = hmac("DICOMSEAL/1".getBytes(StandardCharsets.US_ASCII), TestKeys.root().copyBytes());
        byte[] info = ("DICOMSEAL/1/trace\0").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(info);
        block.write(TestKeys.ID.bytes());
        block.write(1);
        assertArrayEquals(hmac(master, block.toByteArray()),
                KeyTree.purposeKey(TestKeys.ID, TestKeys.root(), null, Purpose.TRACE).copyBytes());
    }

    @Test
    void sealingKeysOfAFixedSalt() {
        try (SealingKeys keys = SealingKeys.of(TestKeys.filled(2), TestKeys.filled(3).copyBytes())) {
            assertEquals("2225da17541e2516b9e39af28ceb15a4fa00a0c6024de13bca3eecd79ec3f123", hex(keys.aead()));
            assertEquals("58c62ee34c0f0fc02c8ce09ba783d90e177bd60a57c8324aa8e52ee79727fbe1", hex(keys.joint()));
            assertEquals("de6834d67ccbbcb730c1c997b1aac4350315588b069954d9ad95dd7b08d29aa7", HEX.formatHex(keys.commitment()));
        }
    }

    @Test
    void recordsOfAFixedKey() throws Exception {
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        RecordWriter writer = new RecordWriter(tail, TestKeys.filled(4));
        for (int i = 0; i < RecordFormat.PLAIN + 3; i++) {
            writer.write(i);
        }
        byte[] first = writer.finish("header".getBytes(StandardCharsets.US_ASCII));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        assertEquals("6b3af755b2eadde524c52b223939b4f53a8b947ece74fb108a30cb751959b328", HEX.formatHex(digest.digest(first)));
        assertEquals("6050c141d515680502dba90a299044065be0d8", HEX.formatHex(tail.toByteArray()));
    }

    @Test
    void aSaltIsNeverUsedTwice() {
        try (Secret key = TestKeys.filled(2); SealingKeys one = SealingKeys.fresh(key); SealingKeys two = SealingKeys.fresh(key)) {
            assertFalse(java.util.Arrays.equals(one.salt(), two.salt()));
            assertFalse(one.aead().sameAs(two.aead()));
        }
    }

    @Test
    void aCommitmentOfAnotherKeyIsRefused() throws IOException {
        try (SealingKeys keys = SealingKeys.fresh(TestKeys.filled(2))) {
            SealingKeys.committed(TestKeys.filled(2), keys.salt(), keys.commitment()).close();
            assertThrows(AuthenticationException.class,
                    () -> SealingKeys.committed(TestKeys.filled(9), keys.salt(), keys.commitment()));
        }
    }

    @Test
    void secretsDoNotShowThemselves() {
        Secret secret = TestKeys.filled(0x41);
        assertEquals("Secret[32 bytes]", secret.toString());
        secret.close();
        assertThrows(IllegalStateException.class, secret::copyBytes);
        assertEquals("Password", Password.of("secret".toCharArray()).toString());
    }

    private static String hex(Secret secret) {
        return HEX.formatHex(secret.copyBytes());
    }

    private static byte[] hmac(byte[] key, byte[] message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }
}
