package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dicomseal.dicom.ByteSource;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomReader;
import org.dicomseal.dicom.ReadOptions;
import org.dicomseal.dicom.TransferSyntax;
import org.dicomseal.dimse.NetworkOptions;
import org.dicomseal.dimse.NoPresentationContextException;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.TlsOptions;
import org.dicomseal.node.config.ArchiveConfig;
import org.dicomseal.node.config.FetchMethod;

/** Gets objects back as the archive keeps them, for those who look whether it keeps the right ones. */
public final class ArchiveFetch {

    /** Looks at an object as the archive keeps it; its large values can be read until this returns. */
    @FunctionalInterface
    public interface Look {
        void at(String sopInstance, DataSet dataSet, TransferSyntax syntax) throws IOException;
    }

    /** Objects are looked at one by one. */
    private static final long IN_MEMORY = 4 << 20;

    private final ArchiveConfig archive;
    private final ArchiveCalls calls;
    private final String fetchAe;
    private final FetchInbox inbox;
    private final Path scratch;
    private final SpareMemory memory = SpareMemory.of(IN_MEMORY);

    /**
     * @param tls     null for a node without a TLS identity
     * @param fetchAe where the archive sends to if it only offers C-MOVE, and {@code inbox} what takes it there
     * @param scratch folder for what was fetched; exists, for its owner only
     */
    public ArchiveFetch(ArchiveConfig archive, NetworkOptions network, TlsOptions tls, String fetchAe, FetchInbox inbox, Path scratch) {
        this.archive = archive;
        this.calls = new ArchiveCalls(archive, network, tls);
        this.fetchAe = fetchAe;
        this.inbox = inbox;
        this.scratch = scratch;
    }

    /**
     * Fetches objects of one series; those that the archive doesn't give are never looked at.
     *
     * @param classes SOP class by SOP Instance UID
     */
    public void fetch(String study, String series, Map<String, String> classes, Look look) throws IOException {
        List<Instance> instances = new ArrayList<>();
        classes.forEach((uid, sopClass) -> instances.add(new Instance("", study, series, sopClass, uid)));
        Looking looking = new Looking(ConcurrentHashMap.newKeySet(), look);
        looking.awaited.addAll(classes.keySet());
        try (Fetcher fetcher = open(Set.copyOf(classes.values()))) {
            for (FetchUnit unit : FetchUnit.of(instances, false)) {
                fetcher.fetch(unit, looking);
            }
        }
    }

    private Fetcher open(Set<String> sopClasses) throws IOException {
        if (archive.fetch() == FetchMethod.MOVE) {
            return MoveFetcher.open(calls, fetchAe, inbox);
        }
        try {
            return GetFetcher.open(calls, sopClasses, List.of());
        } catch (NoPresentationContextException e) {
            if (archive.fetch() == FetchMethod.GET) {
                throw e;
            }
            return MoveFetcher.open(calls, fetchAe, inbox);
        }
    }

    private final class Looking implements Receiver {

        private final Set<String> awaited;
        private final Look look;

        Looking(Set<String> awaited, Look look) {
            this.awaited = awaited;
            this.look = look;
        }

        @Override
        public boolean awaits(String sopInstance) {
            return awaited.contains(sopInstance);
        }

        @Override
        public Outcome take(StoreRequest request, InputStream dataSet) throws IOException {
            try (FetchedObject object = FetchedObject.take(scratch, memory, request, dataSet); ByteSource source = object.open()) {
                TransferSyntax syntax = TransferSyntax.of(request.transferSyntax());
                look.at(request.sopInstance(), DicomReader.read(source, syntax, ReadOptions.defaults()), syntax);
                awaited.remove(request.sopInstance());
            }
            return Outcome.SUCCESS;
        }
    }
}
