package org.dicomseal.keys;

import java.io.ByteArrayOutputStream;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KeystoreFormatTest {

    private static final String MAC_ITERATIONS = "keystore.pkcs12.macIterationCount";

    /** Whatever costs less to guess at is what an attacker guesses at: the MAC and every encrypted part need the full count. */
    @Test
    void everyPartOfThePkcs12FileCostsTheFullIterations() throws Exception {
        byte[] file = pkcs12();
        Pfx pfx = Pfx.getInstance(file);
        assertTrue(pfx.getMacData().getIterationCount().intValueExact() >= 600_000);
        List<Integer> counts = new ArrayList<>();
        collectPbkdf2(ASN1Primitive.fromByteArray(file), counts);
        assertFalse(counts.isEmpty());
        assertTrue(counts.stream().allMatch(count -> count >= 600_000), counts.toString());
    }

    @Test
    void theProcessKeepsItsOwnIterationCounts() throws Exception {
        String before = Security.getProperty(MAC_ITERATIONS);
        Security.setProperty(MAC_ITERATIONS, "12345");
        try {
            pkcs12();
            assertEquals("12345", Security.getProperty(MAC_ITERATIONS));
        } finally {
            Security.setProperty(MAC_ITERATIONS, before == null ? "" : before);
        }
    }

    private static byte[] pkcs12() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        KeystoreFormat.PKCS12.write(new byte[40], "password".toCharArray(), out);
        return out.toByteArray();
    }

    /** Walks through the ASN.1, into octet strings that hold more of it. */
    private static void collectPbkdf2(ASN1Encodable node, List<Integer> counts) {
        if (node instanceof ASN1Sequence sequence) {
            if (sequence.size() == 2 && sequence.getObjectAt(0) instanceof ASN1ObjectIdentifier id
                    && id.equals(PKCSObjectIdentifiers.id_PBKDF2)) {
                counts.add(PBKDF2Params.getInstance(sequence.getObjectAt(1)).getIterationCount().intValueExact());
            }
            sequence.forEach(child -> collectPbkdf2(child, counts));
        } else if (node instanceof org.bouncycastle.asn1.ASN1Set set) {
            set.forEach(child -> collectPbkdf2(child, counts));
        } else if (node instanceof ASN1TaggedObject tagged) {
            collectPbkdf2(tagged.getBaseObject().toASN1Primitive(), counts);
        } else if (node instanceof ASN1OctetString octets) {
            try (ASN1InputStream in = new ASN1InputStream(octets.getOctets())) {
                for (ASN1Primitive inner = in.readObject(); inner != null; inner = in.readObject()) {
                    collectPbkdf2(inner, counts);
                }
            } catch (java.io.IOException | RuntimeException notAsn1) {
                return; // ciphertext
            }
        }
    }
}
