package org.dicomseal.seal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.dicomseal.codestream.CodestreamException;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.keys.AuthenticationException;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.Purpose;
import org.dicomseal.keys.RecordReader;
import org.dicomseal.keys.SealingKeys;
import org.dicomseal.keys.Secret;

/** Finds a payload in an object by its content alone, and tells whether it is authentic. */
final class PayloadFinder {

    private PayloadFinder() {
    }

    /** A payload that was found; nothing of it is authenticated yet. */
    record Found(PayloadHeader header, Bulk payload) {

        /** The keys of the sealing, once the commitment has been compared. */
        SealingKeys keys(KeySource source) throws KeyUnavailableException, AuthenticationException {
            try (Secret seal = source.key(header.keyId(), Purpose.SEAL)) {
                return SealingKeys.committed(seal, header.salt(), header.commitment());
            }
        }

        /** A reader of the records, its first one authenticated; closing the stream is up to the caller. */
        RecordReader records(SealingKeys keys, InputStream payloadStream) throws IOException {
            payloadStream.skipNBytes(header.length());
            RecordReader records = new RecordReader(payloadStream, keys.aead(), header.encoded(), header.plaintextLength());
            records.authenticateFirst();
            return records;
        }
    }

    /**
     * The payload in the top level's pixel data, or in a private element.
     *
     * @param syntax in which the data set came: an archive may have compressed the carrier
     */
    static Optional<Found> find(DataSet dataSet, TransferSyntax syntax) throws IOException {
        Element pixels = dataSet.get(Tag.PIXEL_DATA);
        if (pixels instanceof ValueElement value) {
            Optional<Found> inPixels = parse(value.littleEndian());
            if (inPixels.isPresent()) {
                return inPixels;
            }
        } else if (pixels instanceof FragmentsElement) {
            Optional<Found> recompressed = parseRecompressed(dataSet, syntax);
            if (recompressed.isPresent()) {
                return recompressed;
            }
        }
        Optional<Bulk> elsewhere = PrivateBlock.payload(dataSet);
        return elsewhere.isPresent() ? parse(elsewhere.get()) : Optional.empty();
    }

    private static Optional<Found> parse(Bulk payload) throws IOException {
        try (InputStream in = payload.open()) {
            return PayloadHeader.read(in).map(header -> new Found(header, payload));
        }
    }

    private static Optional<Found> parseRecompressed(DataSet dataSet, TransferSyntax syntax) throws IOException {
        Optional<Bulk> decoded = RecompressedCarrier.of(dataSet, syntax);
        try {
            return decoded.isPresent() ? parse(decoded.get()) : Optional.empty();
        } catch (CodestreamException | DicomException notOurs) {
            return Optional.empty();
        }
    }

    static boolean startsLikePayload(Bulk bulk) throws IOException {
        return parse(bulk).isPresent();
    }

    /** Whether the object carries a payload that authenticates under a key that is held. A locked key can't tell, and says so. */
    static boolean isSealed(DataSet dataSet, TransferSyntax syntax, KeySource keys) throws IOException, KeyUnavailableException {
        Optional<Found> found = find(dataSet, syntax);
        if (found.isEmpty()) {
            return false;
        }
        try (SealingKeys sealing = found.get().keys(keys); InputStream in = found.get().payload().open()) {
            found.get().records(sealing, in).close();
            return true;
        } catch (AuthenticationException notOurs) {
            return false;
        } catch (KeyUnavailableException e) {
            if (e.reason() == KeyUnavailableException.Reason.LOCKED) {
                throw e;
            }
            return false;
        }
    }
}
