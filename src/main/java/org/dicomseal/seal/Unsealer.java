package org.dicomseal.seal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.AuthenticationException;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.RecordReader;
import org.dicomseal.keys.SealingKeys;

/** Gives sealed objects back. Thread-safe. */
public final class Unsealer {

    private final KeySource keys;
    private final Parallelism parallelism;
    private final OwnerCodes ownerCodes;

    public Unsealer(KeySource keys, Parallelism parallelism) {
        this(keys, parallelism, id -> Optional.empty());
    }

    private Unsealer(KeySource keys, Parallelism parallelism, OwnerCodes ownerCodes) {
        this.keys = keys;
        this.parallelism = parallelism;
        this.ownerCodes = ownerCodes;
    }

    /** One that marks views for these owners where sealing didn't: see {@link UnsealedObject#makeView}. */
    public Unsealer withOwnerCodes(OwnerCodes other) {
        return new Unsealer(keys, parallelism, other);
    }

    /** One that lets all cores help with a frame. */
    public static Unsealer onAllCores(KeySource keys) {
        return new Unsealer(keys, Parallelism.on(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Whether the object is sealed: it carries a payload that authenticates under a key that is held. Tags alone prove nothing.
     *
     * @param syntax in which the data set was read; an archive may have compressed the carrier without loss
     * @throws KeyUnavailableException if it can't be told, because the key is locked
     */
    public boolean isSealed(DataSet dataSet, TransferSyntax syntax) throws IOException, KeyUnavailableException {
        return PayloadFinder.isSealed(dataSet, syntax, keys);
    }

    /** {@link #isSealed(DataSet, TransferSyntax)} for a data set without codestreams. */
    public boolean isSealed(DataSet dataSet) throws IOException, KeyUnavailableException {
        return isSealed(dataSet, TransferSyntax.EXPLICIT_LE);
    }

    /**
     * An object that is watermarked and not sealed, if it says so and the key it names is held; whether that is true, it tells itself.
     *
     * @throws KeyUnavailableException if it can't be told, because the key is locked
     */
    public Optional<MarkedObject> marked(DataSet dataSet, TransferSyntax syntax) throws IOException, KeyUnavailableException {
        return MarkedObject.find(dataSet, syntax, keys);
    }

    /**
     * A recipient's view of an unchanged watermarked object, to be written in a native transfer syntax.
     *
     * @param recipient any name, such as an AE title
     */
    public MarkedObject.View traced(MarkedObject object, String recipient) throws IOException, KeyUnavailableException {
        DataSet view = object.original();
        OutgoingView outgoing = new OutgoingView(keys, object.keyId());
        ViewReport report = outgoing.make(view, outgoing.codeOf(ownerCodes), Optional.of(recipient));
        return new MarkedObject.View(view, report);
    }

    /** {@link #open(DataSet, TransferSyntax)} for a data set without codestreams. */
    public UnsealedObject open(DataSet dataSet) throws IOException, KeyUnavailableException {
        return open(dataSet, TransferSyntax.EXPLICIT_LE);
    }

    /**
     * Opens a sealed object: authenticates the start of its payload and restores its attributes. The pixels follow when it is written.
     *
     * @param dataSet as it came from the archive; must stay readable until the result is closed
     * @param syntax  in which it was read; an archive may have compressed the carrier without loss
     * @throws NotSealedException                             if it carries no payload
     * @throws AuthenticationException                        if the payload is not what was sealed
     * @throws KeyUnavailableException                        if its key is unknown here, locked or destroyed
     */
    public UnsealedObject open(DataSet dataSet, TransferSyntax syntax) throws IOException, KeyUnavailableException {
        PayloadFinder.Found found = PayloadFinder.find(dataSet, syntax).orElseThrow(() -> new NotSealedException(
                "the object carries no sealed payload: it was never sealed, or its pixel data was replaced or recompressed"));
        if (found.payload().length() != found.header().payloadLength()) {
            throw new AuthenticationException("the payload has " + found.payload().length() + " bytes, its header says "
                    + found.header().payloadLength());
        }
        SealingKeys sealing = found.keys(keys);
        InputStream in = null;
        try {
            in = found.payload().open();
            RecordReader records = found.records(sealing, in);
            return UnsealedObject.of(dataSet, found.header(), sealing, in, records, keys, ownerCodes, parallelism);
        } catch (IOException | RuntimeException e) {
            sealing.close();
            if (in != null) {
                in.close();
            }
            throw e;
        }
    }
}
