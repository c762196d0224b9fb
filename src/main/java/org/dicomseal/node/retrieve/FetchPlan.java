package org.dicomseal.node.retrieve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.dicomseal.dicom.Uids;
import org.dicomseal.node.config.FetchMethod;
import org.dicomseal.node.config.Reaction;

/**
 * The ways in which an archive is asked, one after another, for what is still missing. Sealed objects are native, unless
 * the archive compresses what it stores, and can't undo it; those that it holds unsealed, and that may be given out,
 * should come as they are stored.
 */
final class FetchPlan {

    /** Codestreams that archives hold, the frequent ones first. */
    private static final List<String> AS_STORED = List.of(Uids.JPEG_BASELINE, Uids.JPEG_LOSSLESS_SV1, Uids.JPEG_2000_LOSSLESS,
            Uids.JPEG_2000, Uids.JPEG_LS_LOSSLESS, Uids.RLE_LOSSLESS, Uids.JPEG_LS_NEAR_LOSSLESS, Uids.JPEG_EXTENDED,
            Uids.JPEG_LOSSLESS, "1.2.840.10008.1.2.4.102", "1.2.840.10008.1.2.4.100", "1.2.840.10008.1.2.4.101",
            "1.2.840.10008.1.2.4.103", Uids.HTJ2K_LOSSLESS, "1.2.840.10008.1.2.4.203", Uids.JPEG_XL_LOSSLESS);

    /** One way. */
    interface Way {
        Fetcher open(Collection<String> sopClasses) throws IOException;
    }

    private FetchPlan() {
    }

    static List<Way> of(ArchiveCalls calls, String fetchAe, FetchInbox inbox) {
        FetchMethod method = calls.archive().fetch();
        boolean unsealedToo = calls.archive().unsealed() != Reaction.REFUSE;
        List<Way> ways = new ArrayList<>();
        if (method != FetchMethod.MOVE) {
            ways.add(classes -> GetFetcher.open(calls, classes, unsealedToo ? AS_STORED : List.of()));
            ways.add(classes -> GetFetcher.open(calls, classes, unsealedToo ? List.of() : AS_STORED));
        }
        if (method != FetchMethod.GET) {
            ways.add(classes -> MoveFetcher.open(calls, fetchAe, inbox));
        }
        if (method == FetchMethod.MOVE) {
            ways.add(classes -> MoveFetcher.open(calls, fetchAe, inbox));
        }
        return ways;
    }
}
