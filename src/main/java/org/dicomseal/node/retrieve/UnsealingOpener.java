package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dicomseal.dicom.ByteSource;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.AuthenticationException;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.node.WorkBudget;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.Reaction;
import org.dicomseal.node.config.Undecodable;
import org.dicomseal.seal.MarkedObject;
import org.dicomseal.node.events.NodeEvents;
import org.dicomseal.seal.Mismatch;
import org.dicomseal.seal.NotSealedException;
import org.dicomseal.seal.UnsealedObject;
import org.dicomseal.seal.Unsealer;
import org.dicomseal.seal.View;
import org.dicomseal.seal.ViewReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unseals, and holds the archive's policies for objects that are not as we sealed them. */
final class UnsealingOpener implements ObjectOpener {

    private static final Logger LOG = LoggerFactory.getLogger(UnsealingOpener.class);

    /** Times as much memory as unsealing: a traced frame is shown as a viewer shows it, in floating point. */
    private static final int TRACING = 3;

    private static final Set<Mismatch.Attribute> IDENTITY =
            Set.of(Mismatch.Attribute.SOP_CLASS_UID, Mismatch.Attribute.SOP_INSTANCE_UID);

    private final Unsealer unsealer;
    private final ArchiveConfig archive;
    private final Sight sight;
    private final NodeEvents events;
    private final SealedBefore before;

    UnsealingOpener(Unsealer unsealer, ArchiveConfig archive, Sight sight, NodeEvents events, SealedBefore before) {
        this.before = before;
        this.unsealer = unsealer;
        this.archive = archive;
        this.sight = sight;
        this.events = events;
    }

    @Override
    public Deliverable open(FetchedObject object) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(object.request().transferSyntax());
        ByteSource source = object.open();
        try {
            return opened(DicomReader.read(source, syntax, ReadOptions.defaults()), syntax, source);
        } catch (DicomException e) {
            source.close();
            throw new UndeliverableException("the archive's object can't be read: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private Deliverable opened(DataSet dataSet, TransferSyntax syntax, ByteSource source) throws IOException {
        String uid = dataSet.string(Tag.SOP_INSTANCE_UID, "");
        try {
            UnsealedObject unsealed = unsealer.open(dataSet, syntax);
            try {
                judge(unsealed.mismatches(), uid);
                if (sight.view() == View.WATERMARKED) {
                    judge(unsealed.makeView(sight.trace()), uid);
                }
                return new Unsealed(this, uid, unsealed, source);
            } catch (IOException | RuntimeException e) {
                unsealed.close();
                throw e;
            }
        } catch (NotSealedException e) {
            return inClear(dataSet, syntax, source, uid, e);
        } catch (KeyUnavailableException e) {
            throw new UndeliverableException(e.reason() == KeyUnavailableException.Reason.LOCKED
                    ? "its key is locked until the owner's finger is shown" : "its key can't be had: " + e.reason(), e);
        } catch (AuthenticationException e) {
            throw changed(uid, e);
        }
    }

    private Deliverable inClear(DataSet dataSet, TransferSyntax syntax, ByteSource source, String uid, NotSealedException e)
            throws IOException {
        if (SealMark.isOn(dataSet)) {
            events.altered(archive, uid, "its sealed pixels were replaced or recompressed", false);
            throw new UndeliverableException("the archive has replaced or recompressed its sealed pixels", e);
        }
        try {
            Optional<MarkedObject> marked = unsealer.marked(dataSet, syntax);
            if (marked.isPresent() && marked.get().isUnchanged()) {
                return watermarked(marked.get(), dataSet, syntax, source, uid);
            }
        } catch (KeyUnavailableException locked) {
            throw new UndeliverableException("its key can't be had: " + locked.reason(), locked);
        }
        judgeUnsealed(MarkedObject.isTagged(dataSet) ? "watermarked, but changed since" : "unsealed", uid, e);
        return new PlainDeliverable(dataSet, syntax, source, 0);
    }

    /** What the destination may see of an object that is ours, in clear and unchanged. */
    private Deliverable watermarked(MarkedObject marked, DataSet dataSet, TransferSyntax syntax, ByteSource source, String uid)
            throws IOException, KeyUnavailableException {
        TransferSyntax nativeForm = syntax.encapsulated() ? TransferSyntax.EXPLICIT_LE : syntax;
        long work = WorkBudget.forFramesOf(dataSet);
        if (sight.view() == View.ORIGINAL) {
            return new PlainDeliverable(marked.original(), nativeForm, source, work);
        }
        if (sight.trace().isEmpty()) {
            return new PlainDeliverable(dataSet, syntax, source, 0);
        }
        MarkedObject.View view = unsealer.traced(marked, sight.trace().get());
        judge(view.report(), uid);
        return new PlainDeliverable(view.dataSet(), nativeForm, source, TRACING * work);
    }

    private void judge(ViewReport view, String uid) throws UndeliverableException {
        if (view.kind() == ViewReport.Kind.UNDECODABLE && sight.undecodable() == Undecodable.REFUSE) {
            throw new UndeliverableException("it can't be decoded to be marked for its destination: " + view.reason());
        }
        if (view.kind() == ViewReport.Kind.NOT_TRACED || view.kind() != ViewReport.Kind.MADE && sight.trace().isPresent()) {
            LOG.info("{} is given out without a trace of its recipient: {}", uid, view.reason());
        }
    }

    private UndeliverableException changed(String uid, AuthenticationException e) {
        events.altered(archive, uid, "its sealed payload was changed", false);
        return new UndeliverableException("its sealed payload was changed", e);
    }

    private void judgeUnsealed(String how, String uid, NotSealedException e) throws UndeliverableException {
        if (before.test(archive.name(), uid)) {
            events.altered(archive, uid, "it is held " + how + ", and was delivered sealed", false);
            throw new UndeliverableException("the archive holds it " + how + ", and it was delivered sealed", e);
        }
        if (archive.unsealed() == Reaction.REFUSE) {
            events.altered(archive, uid, "it is held " + how, false);
            throw new UndeliverableException("the archive holds it " + how, e);
        }
        if (archive.unsealed() == Reaction.FLAG) {
            events.altered(archive, uid, "it is held " + how, true);
            LOG.warn("archive {} holds {} {}; it is given out as it is", archive.name(), uid, how);
        }
    }

    private void judge(List<Mismatch> mismatches, String uid) throws UndeliverableException {
        if (mismatches.isEmpty()) {
            return;
        }
        if (archive.mismatch() == Reaction.REFUSE) {
            events.altered(archive, uid, "changed: " + attributes(mismatches), false);
            throw new UndeliverableException("changed by the archive: " + mismatches.get(0));
        }
        // another Patient ID is mostly a merge, but one image under another's UID is mostly a swap: nobody should look at it
        Optional<Mismatch> swapped = mismatches.stream().filter(each -> IDENTITY.contains(each.attribute())).findFirst();
        if (archive.mismatch() == Reaction.FLAG && swapped.isPresent()) {
            events.altered(archive, uid, "swapped: " + attributes(mismatches), false);
            throw new UndeliverableException("it is another object than its UID says: " + swapped.get());
        }
        if (archive.mismatch() == Reaction.FLAG) {
            events.altered(archive, uid, "changed: " + attributes(mismatches), true);
            LOG.warn("archive {} changed {}: {}; it is given out with the archive's values", archive.name(), uid, mismatches);
        }
    }

    /** Their names alone: their values are a patient's. */
    private static String attributes(List<Mismatch> mismatches) {
        return String.join(", ", mismatches.stream().map(each -> each.attribute().toString()).toList());
    }

    /** A sealed object, opened. */
    private record Unsealed(UnsealingOpener opener, String uid, UnsealedObject object, ByteSource source) implements Deliverable {

        @Override
        public String sopClass() {
            return object.dataSet().string(Tag.SOP_CLASS_UID, "");
        }

        @Override
        public String sopInstance() {
            return object.dataSet().string(Tag.SOP_INSTANCE_UID, "");
        }

        @Override
        public long workBytes() {
            return (opener.sight.trace().isPresent() ? TRACING : 1) * WorkBudget.forFramesOf(object.dataSet());
        }

        @Override
        public List<String> syntaxes() {
            return PlainDeliverable.writable(object.transferSyntax(), object::canBeWrittenIn);
        }

        @Override
        public long length(String transferSyntax) throws IOException {
            boolean asItIs = transferSyntax.equals(object.transferSyntax().uid());
            return asItIs || !object.transferSyntax().encapsulated()
                    ? DicomWriter.length(object.dataSet(), TransferSyntax.of(transferSyntax)) : -1;
        }

        @Override
        public void writeTo(OutputStream out, String transferSyntax) throws IOException {
            try {
                object.writeTo(out, TransferSyntax.of(transferSyntax), opener.sight.view());
            } catch (AuthenticationException e) {
                throw opener.changed(uid, e);
            } catch (DicomException e) {
                throw new UndeliverableException(e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                object.close();
            } finally {
                source.close();
            }
        }
    }
}
