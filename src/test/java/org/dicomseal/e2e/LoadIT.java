package org.dicomseal.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dicomseal.archive.ArchiveOptions;
import org.dicomseal.archive.EmbeddedArchive;
import org.dicomseal.dicom.Uids;
import org.dicomseal.dimse.Association;
import org.dicomseal.dimse.Outcome;
import org.dicomseal.dimse.RetrieveOutcome;
import org.dicomseal.dimse.Status;
import org.dicomseal.dimse.StoreRequest;
import org.dicomseal.dimse.StoreScu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Many at once: everything is sealed, stored, and comes back as it was. */
@Timeout(300)
class LoadIT {

    private static final int ASSOCIATIONS = 100;
    private static final int OBJECTS_EACH = 3;

    @TempDir
    Path folder;

    @Test
    void aHundredAssociationsAtOnceStoreWithoutAnError() throws Exception {
        List<Specimen> images = Synthetic.series(ASSOCIATIONS * OBJECTS_EACH, 128);
        try (EmbeddedArchive archive = EmbeddedArchive.start(new ArchiveOptions(folder.resolve("archive"), "ARCHIVE"));
                ReceivingAe viewer = new ReceivingAe();
                RunningNode node = RunningNode.start(folder.resolve("node"), RunningNode.archive("ARCHIVE", archive.port(), ""),
                        RunningNode.peers(new RunningNode.Destination("VIEWER", viewer.port())))) {
            storeAtOnce(node, images);
            node.awaitForwarded();
            assertEquals(images.size(), archive.size());

            RetrieveOutcome moved = node.scu("VIEWER").move("VIEWER", Scu.study(images.get(0).study()));
            assertEquals(Status.SUCCESS, moved.status(), moved.outcome().toString());
            assertEquals(images.size(), moved.counts().completed());
            for (Specimen image : images) {
                assertEquals(List.of(), image.differencesFrom(viewer.objects.get(image.sopInstance())));
            }
        }
    }

    /** All associations are open before the first object is sent. */
    private static void storeAtOnce(RunningNode node, List<Specimen> images) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(ASSOCIATIONS);
        CountDownLatch open = new CountDownLatch(ASSOCIATIONS);
        List<Future<List<Outcome>>> results = new ArrayList<>();
        for (int i = 0; i < ASSOCIATIONS; i++) {
            Scu modality = node.scu("CT" + i);
            List<Specimen> own = images.subList(i * OBJECTS_EACH, (i + 1) * OBJECTS_EACH);
            results.add(senders.submit(() -> {
                try (Association association = modality.open(modality.proposal()
                        .context(Uids.CT_IMAGE_STORAGE, Uids.EXPLICIT_VR_LITTLE_ENDIAN))) {
                    open.countDown();
                    open.await();
                    return store(association, own);
                }
            }));
        }
        for (Future<List<Outcome>> result : results) {
            assertEquals(List.of(Outcome.SUCCESS, Outcome.SUCCESS, Outcome.SUCCESS), result.get());
        }
        senders.shutdown();
    }

    private static List<Outcome> store(Association association, List<Specimen> images) throws Exception {
        List<Outcome> answers = new ArrayList<>();
        for (Specimen image : images) {
            StoreRequest request = new StoreRequest(image.sopClass(), image.sopInstance(), image.syntax().uid());
            answers.add(new StoreScu(association).store(request, image::writeTo));
        }
        return answers;
    }
}
