package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dicomseal.dimse.GetOperation;
import org.dicomseal.dimse.ObjectWriter;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.StoreRequest;

/** The caller of a C-GET: objects go back on its own association, in the contexts that it has proposed. */
final class GetDestination implements Destination {

    private final GetOperation operation;

    GetDestination(GetOperation operation) {
        this.operation = operation;
    }

    @Override
    public void expect() {
        // the association is there
    }

    @Override
    public Optional<String> likelySyntax(String sopClass, List<String> syntaxes) {
        List<String> accepted = operation.association().transferSyntaxes(sopClass);
        return syntaxes.stream().filter(accepted::contains).findFirst();
    }

    @Override
    public String syntaxFor(String sopClass, List<String> syntaxes) throws UndeliverableException {
        List<String> accepted = operation.association().transferSyntaxes(sopClass);
        return syntaxes.stream().filter(accepted::contains).findFirst().orElseThrow(() -> new UndeliverableException(
                accepted.isEmpty() ? "caller takes no " + sopClass : "caller takes none of the object's syntaxes"));
    }

    @Override
    public Outcome send(String sopClass, String sopInstance, String syntax, ObjectWriter object) throws IOException {
        return operation.store(new StoreRequest(sopClass, sopInstance, syntax), object);
    }

    @Override
    public boolean mayTryAgain() {
        return false;
    }

    @Override
    public boolean isLost() {
        return !operation.association().isOpen();
    }

    @Override
    public void close() {
        // the association is the caller's
    }
}
