package org.dicomseal.archive;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dimse.GetHandler;
import org.dicomseal.dimse.GetOperation;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;

/** C-GET (PS3.4 C.4.3). */
final class GetService implements GetHandler {

    private final ObjectFolder objects;

    GetService(ObjectFolder objects) {
        this.objects = objects;
    }

    @Override
    public RetrieveOutcome get(GetOperation operation) throws IOException {
        Query query = Query.of(operation);
        query.requireUniqueKey();
        List<StoredObject> selected = query.selected(objects.all());
        SubOperationCounter counter = new SubOperationCounter(selected.size());
        for (StoredObject object : selected) {
            if (operation.isCancelled()) {
                return counter.end(true);
            }
            counter.count(object, store(operation, object));
            operation.pending(counter.counts());
        }
        return counter.end(false);
    }

    private static Outcome store(GetOperation operation, StoredObject object) throws IOException {
        Optional<TransferSyntax> syntax = Sending.choose(object, operation.association().transferSyntaxes(object.sopClass()));
        if (syntax.isEmpty()) {
            return Outcome.of(Status.SOP_CLASS_NOT_SUPPORTED);
        }
        StoreRequest request = new StoreRequest(object.sopClass(), object.sopInstance(), syntax.get().uid());
        return operation.store(request, out -> object.writeTo(out, syntax.get()));
    }
}
