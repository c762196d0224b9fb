package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dicomseal.dicom.ByteSource;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomWriter;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.keys.AuthenticationException;

/**
 * An object in clear: one that was never sealed, or what comes of one that is watermarked and not sealed.
 *
 * @param syntax    in which the data set is
 * @param source    what the data set is read from
 * @param workBytes memory that writing takes
 */
record PlainDeliverable(DataSet dataSet, TransferSyntax syntax, ByteSource source, long workBytes) implements Deliverable {

    /** The object's own syntax first, then native ones. */
    static List<String> writable(TransferSyntax own, Predicate<TransferSyntax> can) {
        return Stream.of(own, TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE)
                .filter(can).map(TransferSyntax::uid).distinct().toList();
    }

    @Override
    public String sopClass() {
        return dataSet.string(Tag.SOP_CLASS_UID, "");
    }

    @Override
    public String sopInstance() {
        return dataSet.string(Tag.SOP_INSTANCE_UID, "");
    }

    @Override
    public List<String> syntaxes() {
        return writable(syntax, other -> other.equals(syntax) || !syntax.encapsulated());
    }

    @Override
    public long length(String transferSyntax) throws IOException {
        return DicomWriter.length(dataSet, TransferSyntax.of(transferSyntax));
    }

    @Override
    public void writeTo(OutputStream out, String transferSyntax) throws IOException {
        DicomWriter writer = new DicomWriter(out, TransferSyntax.of(transferSyntax));
        try {
            writer.write(dataSet);
        } catch (AuthenticationException e) {
            throw new UndeliverableException("the mark could not be taken out exactly", e);
        }
        writer.finish();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
