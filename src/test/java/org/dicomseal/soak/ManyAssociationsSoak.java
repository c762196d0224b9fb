package org.dicomseal.soak;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 200 associations at once for ten minutes, or as many as the system property {@code minutes} says. */
class ManyAssociationsSoak {

    @TempDir
    Path folder;

    @Test
    void twoHundredAssociationsAtOnceForTenMinutes() throws Exception {
        ManyAssociationsIT.run(folder, Duration.ofMinutes(Integer.getInteger("minutes", 10)));
    }
}
