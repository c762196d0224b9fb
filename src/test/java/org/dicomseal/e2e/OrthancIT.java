package org.dicomseal.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dicomseal.peers.Orthanc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** One Orthanc as a modality that sends to the node, as a viewer that retrieves by C-MOVE; another as the archive behind it. */
@Timeout(300)
class OrthancIT {

    @TempDir
    Path folder;

    @Test
    void anOrthancSendsThroughTheNodeAndRetrievesWhatItHasForgotten() throws Exception {
        try (Orthanc archive = Orthanc.start(folder.resolve("archive"), "ARCHIVE");
                Orthanc client = Orthanc.start(folder.resolve("client"), "CLIENT");
                RunningNode node = RunningNode.start(folder.resolve("node"),
                        RunningNode.archive("ARCHIVE", archive.dicomPort(), "fetch: move"),
                        RunningNode.peers(new RunningNode.Destination("CLIENT", client.dicomPort())))) {
            archive.know("fetch", RunningNode.FETCH, node.port());
            client.know("seal", RunningNode.CALLED, node.port());
            Map<String, Specimen> originals = upload(client);

            client.store("seal", client.instances());
            node.awaitForwarded();
            assertEquals(originals.size(), archive.instances().size());

            client.clear();
            assertEquals(List.of(), client.instances());
            String study = originals.values().iterator().next().study();
            client.queryAndRetrieve("seal", study, "CLIENT");

            List<String> instances = client.instances();
            assertEquals(originals.size(), instances.size());
            for (String instance : instances) {
                Specimen back = Specimen.ofFile(client.file(instance));
                assertEquals(List.of(), originals.get(back.sopInstance()).differencesFrom(back));
            }
        }
    }

    private static Map<String, Specimen> upload(Orthanc client) throws Exception {
        Map<String, Specimen> originals = new TreeMap<>();
        for (Specimen original : Synthetic.study()) {
            client.upload(original.toFile());
            originals.put(original.sopInstance(), original);
        }
        return originals;
    }
}
