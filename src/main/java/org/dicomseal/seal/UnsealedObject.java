package org.dicomseal.seal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
import org.dicomseal.watermark.SampleLayout;

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
    private final OwnerCodes ownerCodes;
    private final SealingKeys sealing;
    private final InputStream in;
    private final RecordReader records;
    private boolean written;
    /** Somebody's view, or null while this is the original. */
    private DataSet view;
    /** Whether the view's frames are to come without the mark that sealing put in. */
    private boolean viewOfOriginal;

    private UnsealedObject(PayloadHeader header, Manifest manifest, Restored restored, PayloadValues values, KeySource keys,
                           OwnerCodes ownerCodes, SealingKeys sealing, InputStream in, RecordReader records) {
        this.header = header;
        this.manifest = manifest;
        this.restored = restored;
        this.values = values;
        this.keys = keys;
        this.ownerCodes = ownerCodes;
        this.sealing = sealing;
        this.in = in;
        this.records = records;
    }

    static UnsealedObject of(DataSet dataSet, PayloadHeader header, SealingKeys sealing, InputStream in, RecordReader records,
                             KeySource keys, OwnerCodes ownerCodes, Parallelism parallelism) throws IOException {
        PayloadPrefix prefix = PayloadPrefix.read(records);
        byte[] manifestBytes = new byte[prefix.manifestInflated()];
        Chunks.inflate(new PayloadInput(records).bytes(prefix.manifestDeflated()), manifestBytes);
        Manifest manifest = ManifestCoder.decode(manifestBytes);
        byte[] joint = sealing.joint().copyBytes();
        PayloadValues values = new PayloadValues(records, prefix, manifest, JointKey.of(joint), parallelism);
        Arrays.fill(joint, (byte) 0);
        Restored restored = Restored.of(dataSet, header, manifest, values.elements());
        return new UnsealedObject(header, manifest, restored, values, keys, ownerCodes, sealing, in, records);
    }

    /** What the payload says of the object at sealing. */
    public Origin origin() {
        return new Origin(header.keyId(), manifest.sealedAt(), manifest.transferSyntaxUid(), header.sopClassUid(),
                header.sopInstanceUid(), manifest.identity().patientId(), manifest.identity().studyInstanceUid(),
                manifest.identity().seriesInstanceUid());
    }

    /** The syntax in which the original came, and in which it can always be written; for a view that was decoded a native one. */
    public TransferSyntax transferSyntax() {
        TransferSyntax own = TransferSyntax.of(manifest.transferSyntaxUid());
        return own.encapsulated() && !holdsCodestreams() ? TransferSyntax.EXPLICIT_LE : own;
    }

    private boolean holdsCodestreams() {
        return dataSet().get(Tag.PIXEL_DATA) instanceof FragmentsElement;
    }

    /** Identifiers that differ from those at sealing; empty if none does. */
    public List<Mismatch> mismatches() {
        return restored.mismatches();
    }

    /** Puts the identifiers of {@link #mismatches} back to their values at sealing, before writing. */
    public void restoreIdentity() {
        restored.restoreIdentity();
    }

    /**
     * The restored data set, or the view that {@link #makeView} made of it; values that lie behind the attributes in the payload can be
     * read by {@link #writeTo} alone.
     */
    public DataSet dataSet() {
        return view != null ? view : restored.dataSet();
    }

    /**
     * Makes this, before writing, what somebody gets who may not have the original: its frames carry the owner's mark, and the
     * recipient's trace if there is a recipient; then it is a derived image with a SOP Instance UID of its own. Codestreams are decoded
     * for that where they can be.
     *
     * @param recipient any name, such as an AE title; empty for no trace
     * @return what became of it; unless it was made, the data set is the original as far as the report says
     */
    public ViewReport makeView(Optional<String> recipient) throws IOException, KeyUnavailableException {
        OutgoingView outgoing = new OutgoingView(keys, header.keyId());
        boolean markedAtSealing = manifest.marking().isPresent();
        DataSet plain = restored.dataSet().copy();
        if (markedAtSealing && recipient.isEmpty()) {
            view = plain;
            return outgoing.complete(view);
        }
        Optional<byte[]> code = outgoing.codeOf(ownerCodes);
        if (recipient.isEmpty() && code.isEmpty()) {
            return new ViewReport(ViewReport.Kind.AS_IT_WAS, "no owner is enrolled");
        }
        if (plain.get(Tag.PIXEL_DATA) instanceof FragmentsElement) {
            if (Marking.isNeverMarked(plain)) {
                return new ViewReport(ViewReport.Kind.AS_IT_WAS, "its pixels are labels, quantities or single bits");
            }
            try {
                plain = NativeForm.of(plain, transferSyntax()).dataSet(plain);
            } catch (CodestreamException | DicomException e) {
                return new ViewReport(ViewReport.Kind.UNDECODABLE, e.getMessage());
            }
        }
        ViewReport report = outgoing.make(plain, code, recipient);
        if (report.kind() != ViewReport.Kind.AS_IT_WAS) {
            view = plain;
            viewOfOriginal = markedAtSealing && outgoing.mayUnmark();
        }
        return report;
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
        if (syntax.uid().equals(transferSyntax().uid())) {
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
        return holdsCodestreams() ? NativeForm.of(dataSet(), transferSyntax()).dataSet(dataSet()) : dataSet();
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
        if (this.view != null && view == View.ORIGINAL) {
            throw new IllegalStateException("a view is not the original");
        }
        begin(view == View.ORIGINAL || viewOfOriginal);
        DicomWriter writer = new DicomWriter(out, syntax);
        try {
            writer.write(syntax.uid().equals(transferSyntax().uid()) ? dataSet() : inNativeForm());
        } catch (CodestreamException e) {
            throw new DicomException("it can't be decoded for a receiver that doesn't take it in " + transferSyntax() + ": " + e.getMessage(), e);
        }
        values.requireAllRead();
        writer.finish();
    }

    /** The shape of the frames if sealing may have marked them. */
    Optional<SampleLayout> markedLayout() {
        if (manifest.marking().isEmpty()) {
            return Optional.empty();
        }
        StreamedValue pixels = manifest.values().get(manifest.pixels());
        return Optional.of(Marking.layout(((StreamedValue.Frames) pixels.content()).plan().format(), manifest.marking().get()));
    }

    /**
     * Sees every frame, and authenticates all of the object; instead of writing it, and once. Nothing is seen of frames that can't be
     * decoded, or that no mark could be put into.
     *
     * @param visitor null to see nothing, and authenticate all the same
     */
    void readFrames(View which, PlainFrames.Visitor visitor) throws IOException {
        Optional<PlainFrames> frames = visitor == null ? Optional.empty() : plainFrames();
        DataSet seen = frames.isEmpty() ? restored.dataSet() : restored.dataSet().copy().put(frames.get().changed((frame, index) -> {
            visitor.visit(frame, index);
            return frame;
        }));
        begin(which == View.ORIGINAL);
        boolean codestreams = seen.get(Tag.PIXEL_DATA) instanceof FragmentsElement;
        new DicomWriter(OutputStream.nullOutputStream(), codestreams ? transferSyntax() : TransferSyntax.EXPLICIT_LE).write(seen);
        values.requireAllRead();
    }

    /** The shape of the frames that {@link #readFrames} sees. */
    SampleLayout plainLayout() throws IOException {
        return plainFrames().orElseThrow(() -> new IOException("no frames are seen")).layout();
    }

    private Optional<PlainFrames> plainFrames() throws IOException {
        DataSet plain = restored.dataSet();
        if (plain.get(Tag.PIXEL_DATA) instanceof FragmentsElement) {
            try {
                plain = NativeForm.of(plain, TransferSyntax.of(manifest.transferSyntaxUid())).dataSet(plain);
            } catch (CodestreamException undecodable) {
                return Optional.empty();
            }
        }
        return PlainFrames.of(plain).frames();
    }

    private void begin(boolean unmarked) throws IOException {
        if (written) {
            throw new IllegalStateException("an unsealed object is read once");
        }
        written = true;
        values.begin(unmarked ? View.ORIGINAL : View.WATERMARKED, unmarked ? markRemover() : null);
        values.verifyIfEmpty();
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
