package org.dicomseal.dcm4che;

import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.dcm4che3.net.Commands;
import org.dcm4che3.net.Dimse;
import org.dcm4che3.net.Status;

/** The counts of one retrieval, and the responses that tell them (PS3.4 C.4.2.1.6 to C.4.2.1.9). */
final class SubOperations {

    private static final int CLASS_OF_STATUS = 0xF000;
    private static final int WARNING = 0xB000;

    private final List<String> failed = new ArrayList<>();
    private int remaining;
    private int completed;
    private int warnings;

    SubOperations(int count) {
        this.remaining = count;
    }

    /** One object was answered with a C-STORE status. */
    void answered(String sopInstance, int status) {
        if (status == Status.Success) {
            remaining--;
            completed++;
        } else if ((status & CLASS_OF_STATUS) == WARNING) {
            remaining--;
            warnings++;
        } else {
            failed(sopInstance);
        }
    }

    void failed(String sopInstance) {
        remaining--;
        failed.add(sopInstance);
    }

    int finalStatus(boolean canceled) {
        if (canceled) {
            return Status.Cancel;
        }
        if (failed.isEmpty() && warnings == 0) {
            return Status.Success;
        }
        return completed + warnings == 0 ? Status.UnableToPerformSubOperations : Status.OneOrMoreFailures;
    }

    /** A response's command set. Only pending and cancel responses have a number of remaining ones. */
    Attributes command(Attributes request, Dimse operation, int status) {
        Attributes command = Commands.mkRSP(request, status, operation);
        if (status == Status.Pending || status == Status.Cancel) {
            command.setInt(Tag.NumberOfRemainingSuboperations, VR.US, remaining);
        }
        command.setInt(Tag.NumberOfCompletedSuboperations, VR.US, completed);
        command.setInt(Tag.NumberOfFailedSuboperations, VR.US, failed.size());
        command.setInt(Tag.NumberOfWarningSuboperations, VR.US, warnings);
        return command;
    }

    /** A final response's identifier: what failed; null if nothing did. */
    Attributes failures() {
        if (failed.isEmpty()) {
            return null;
        }
        Attributes identifier = new Attributes(1);
        identifier.setString(Tag.FailedSOPInstanceUIDList, VR.UI, failed.toArray(String[]::new));
        return identifier;
    }
}
