package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
import org.dicomseal.seal.Mismatch;
import org.dicomseal.seal.NotSealedException;
import org.dicomseal.seal.UnsealedObject;
import org.dicomseal.seal.Unsealer;
import org.dicomseal.seal.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unseals, and holds the archive's policies for objects that are not as we sealed them. */
final class UnsealingOpener implements ObjectOpener {

    private static final Logger LOG = LoggerFactory.getLogger(UnsealingOpener.class);

    private static final Set<Mismatch.Attribute> IDENTITY =
            Set.of(Mismatch.Attribute.SOP_CLASS_UID, Mismatch.Attribute.SOP_INSTANCE_UID);

    private final Unsealer unsealer;
    private final ArchiveConfig archive;
    private final View view;

    UnsealingOpener(Unsealer unsealer, ArchiveConfig archive, View view) {
        this.unsealer = unsealer;
        this.archive = archive;
        this.view = view;
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
                return new Unsealed(unsealed, source, view);
            } catch (IOException | RuntimeException e) {
                unsealed.close();
                throw e;
            }
        } catch (NotSealedException e) {
            judgeUnsealed(dataSet, uid, e);
            return new AsItIs(dataSet, syntax, source);
        } catch (KeyUnavailableException e) {
            throw new UndeliverableException("its key can't be had: " + e.reason(), e);
        } catch (AuthenticationException e) {
            throw changed(e);
        }
    }

    private static UndeliverableException changed(AuthenticationException e) {
        return new UndeliverableException("its sealed payload was changed", e);
    }

    private void judgeUnsealed(DataSet dataSet, String uid, NotSealedException e) throws UndeliverableException {
        if (SealMark.isOn(dataSet)) {
            throw new UndeliverableException("the archive has replaced or recompressed its sealed pixels", e);
        }
        if (archive.unsealed() == Reaction.REFUSE) {
            throw new UndeliverableException("the archive holds it unsealed", e);
        }
        if (archive.unsealed() == Reaction.FLAG) {
            LOG.warn("archive {} holds {} unsealed; it is given out as it is", archive.name(), uid);
        }
    }

    private void judge(List<Mismatch> mismatches, String uid) throws UndeliverableException {
        if (mismatches.isEmpty()) {
            return;
        }
        if (archive.mismatch() == Reaction.REFUSE) {
            throw new UndeliverableException("changed by the archive: " + mismatches.get(0));
        }
        // another Patient ID is mostly a merge, but one image under another's UID is mostly a swap: nobody should look at it
        Optional<Mismatch> swapped = mismatches.stream().filter(each -> IDENTITY.contains(each.attribute())).findFirst();
        if (archive.mismatch() == Reaction.FLAG && swapped.isPresent()) {
            throw new UndeliverableException("it is another object than its UID says: " + swapped.get());
        }
        if (archive.mismatch() == Reaction.FLAG) {
            LOG.warn("archive {} changed {}: {}; it is given out with the archive's values", archive.name(), uid, mismatches);
        }
    }

    private static List<String> writable(TransferSyntax own, Predicate<TransferSyntax> can) {
        return Stream.of(own, TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE)
                .filter(can).map(TransferSyntax::uid).distinct().toList();
    }

    /** A sealed object, opened. */
    private record Unsealed(UnsealedObject object, ByteSource source, View view) implements Deliverable {

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
            return WorkBudget.forFramesOf(object.dataSet());
        }

        @Override
        public List<String> syntaxes() {
            return writable(object.transferSyntax(), object::canBeWrittenIn);
        }

        @Override
        public void writeTo(OutputStream out, String transferSyntax) throws IOException {
            try {
                object.writeTo(out, TransferSyntax.of(transferSyntax), view);
            } catch (AuthenticationException e) {
                throw changed(e);
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

    /** An object that was never sealed. */
    private record AsItIs(DataSet dataSet, TransferSyntax syntax, ByteSource source) implements Deliverable {

        @Override
        public String sopClass() {
            return dataSet.string(Tag.SOP_CLASS_UID, "");
        }

        @Override
        public String sopInstance() {
            return dataSet.string(Tag.SOP_INSTANCE_UID, "");
        }

        @Override
        public long workBytes() {
            return 0;
        }

        @Override
        public List<String> syntaxes() {
            return writable(syntax, other -> other.equals(syntax) || !syntax.encapsulated());
        }

        @Override
        public void writeTo(OutputStream out, String transferSyntax) throws IOException {
            DicomWriter writer = new DicomWriter(out, TransferSyntax.of(transferSyntax));
            writer.write(dataSet);
            writer.finish();
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
