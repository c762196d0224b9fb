package org.dicomseal.seal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.dicomseal.codec.JointKey;
import org.dicomseal.codec.Parallelism;
import org.dicomseal.codestream.CodestreamException;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.FragmentsElement;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.KeySource;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.keys.RecordReader;
import org.dicomseal.keys.SealingKeys;
import org.dicomseal.watermark.ReversibleMark;

/**
 * An opened sealed object. Its pixels are decrypted, decoded and verified while it is written, once; attributes that the archive added
 * or changed elsewhere stay as the archive has them.
 */
public final class UnsealedObject implements Closeable {

    private final PayloadHeader header;
    private final Manifest manifest;
    private final Restored restored;
    private final PayloadValues values;
    private final KeySource keys;
    private final SealingKeys sealing;
    private final InputStream in;
    private final RecordReader records;
    private boolean written;
    private boolean traced;

    private UnsealedObject(PayloadHeader header, Manifest manifest, Restored restored, PayloadValues values, KeySource keys,
                           SealingKeys sealing, InputStream in, RecordReader records) {
        this.header = header;
        this.manifest = manifest;
        this.restored = restored;
        this.values = values;
        this.keys = keys;
        this.sealing = sealing;
        this.in = in;
        this.records = records;
    }

    static UnsealedObject of(DataSet dataSet, PayloadHeader header, SealingKeys sealing, InputStream in, RecordReader records,
                             KeySource keys, Parallelism parallelism) throws IOException {
        PayloadPrefix prefix = PayloadPrefix.read(records);
        byte[] manifestBytes = new byte[prefix.manifestInflated()];
        Chunks.inflate(new PayloadInput(records).bytes(prefix.manifestDeflated()), manifestBytes);
        Manifest manifest = ManifestCoder.decode(manifestBytes);
        byte[] joint = sealing.joint().copyBytes();
        PayloadValues values = new PayloadValues(records, prefix, manifest, JointKey.of(joint), parallelism);
        Arrays.fill(joint, (byte) 0);
        Restored restored = Restored.of(dataSet, header, manifest, values.elements());
        return new UnsealedObject(header, manifest, restored, values, keys, sealing, in, records);
    }

    /** What the payload says of the object at sealing. */
    public Origin origin() {
        return new Origin(header.keyId(), manifest.sealedAt(), manifest.transferSyntaxUid(), header.sopClassUid(),
                header.sopInstanceUid(), manifest.identity().patientId(), manifest.identity().studyInstanceUid(),
                manifest.identity().seriesInstanceUid());
    }

    /** The syntax in which the original came, and in which it can always be written. */
    public TransferSyntax transferSyntax() {
        return TransferSyntax.of(manifest.transferSyntaxUid());
    }

    /** Identifiers that differ from those at sealing; empty if none does. */
    public List<Mismatch> mismatches() {
        return restored.mismatches();
    }

    /** Puts the identifiers of {@link #mismatches} back to their values at sealing, before writing. */
    public void restoreIdentity() {
        restored.restoreIdentity();
    }

    /** The restored data set; values that lie behind the attributes in the payload can be read by {@link #writeTo} alone. */
    public DataSet dataSet() {
        return restored.dataSet();
    }

    /**
     * Makes the watermarked view one for a recipient, before writing: see {@link TracedView}. The data set then has the view's own
     * SOP Instance UID.
     *
     * @param recipient any name, such as an AE title
     * @return why the view stays as it is, in words; empty if it is the recipient's now
     */
    public String traceFor(String recipient) throws IOException, KeyUnavailableException {
        String refusal = TracedView.apply(restored.dataSet(), keys, header.keyId(), recipient);
        traced |= refusal.isEmpty();
        return refusal;
    }

    /**
     * Whether {@link #writeTo} takes this syntax: the original's own, and any native one if the original's is native or its codestreams
     * can be decoded. A codestream that turns out to be broken then is an exception while writing.
     */
    public boolean canBeWrittenIn(TransferSyntax syntax) {
        return whyNotIn(syntax).isEmpty();
    }

    /** Why {@link #writeTo} doesn't take a syntax, in words; empty if it does. */
    public String whyNotIn(TransferSyntax syntax) {
        if (syntax.uid().equals(manifest.transferSyntaxUid())) {
            return "";
        }
        if (syntax.encapsulated()) {
            return "the object came in " + transferSyntax() + ", and nothing is encoded in " + syntax + " here";
        }
        try {
            inNativeForm();
            return "";
        } catch (IOException e) {
            return "the object came in " + transferSyntax() + ": " + e.getMessage();
        }
    }

    private DataSet inNativeForm() throws IOException {
        DataSet dataSet = restored.dataSet();
        boolean codestreams = dataSet.get(Tag.PIXEL_DATA) instanceof FragmentsElement;
        return codestreams ? NativeForm.of(dataSet, transferSyntax()).dataSet(dataSet) : dataSet;
    }

    /**
     * Writes the restored data set, without file meta information; once only. Every record is authenticated before any byte of it
     * comes out, and the digest of all pixels is compared before their last byte does: after an exception the receiver must throw
     * away what it got.
     *
     * @throws org.dicomseal.keys.AuthenticationException if the payload is not what was sealed
     * @throws DicomException if it is to be decoded and its codestreams are at fault
     */
    public void writeTo(OutputStream out, TransferSyntax syntax, View view) throws IOException {
        String refusal = whyNotIn(syntax);
        if (!refusal.isEmpty()) {
            throw new IOException(refusal);
        }
        if (written) {
            throw new IllegalStateException("an unsealed object is written once");
        }
        if (traced && view == View.ORIGINAL) {
            throw new IllegalStateException("a recipient's view is not the original");
        }
        written = true;
        values.begin(view, view == View.ORIGINAL ? markRemover() : null);
        values.verifyIfEmpty();
        DicomWriter writer = new DicomWriter(out, syntax);
        try {
            writer.write(syntax.uid().equals(manifest.transferSyntaxUid()) ? restored.dataSet() : inNativeForm());
        } catch (CodestreamException e) {
            throw new DicomException("it can't be decoded for a receiver that doesn't take it in " + transferSyntax() + ": " + e.getMessage(), e);
        }
        values.requireAllRead();
        writer.finish();
    }

    /** Null where nothing is marked. */
    private ReversibleMark markRemover() throws IOException {
        if (manifest.marking().isEmpty()) {
            return null;
        }
        StreamedValue pixels = manifest.values().get(manifest.pixels());
        try {
            return FrameMarker.reversibleMark(keys, header.keyId(), ((StreamedValue.Frames) pixels.content()).plan().format(),
                    manifest.marking().get());
        } catch (KeyUnavailableException e) {
            throw new IOException("the watermark can't be taken out: " + e.getMessage(), e);
        }
    }

    /** Overwrites the keys of this object. */
    @Override
    public void close() throws IOException {
        sealing.close();
        records.close();
        in.close();
    }
}
