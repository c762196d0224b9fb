package org.dicomseal.evaluate.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When and on what something was measured.
 *
 * @param machine processors and, where the system tells, their kind
 */
record Circumstances(Instant at, String machine, String java) {

    static Circumstances now(Clock clock) {
        return new Circumstances(clock.instant().truncatedTo(ChronoUnit.SECONDS),
                Runtime.getRuntime().availableProcessors() + " processors" + kind() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    }

    private static String kind() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> ", " + line.substring(line.indexOf(':') + 1).strip()).orElse("");
        } catch (IOException notThatSystem) {
            return "";
        }
    }

    void write(Json json) throws IOException {
        json.put("measured_at", at.toString()).put("machine", machine).put("java", java);
    }

    @Override
    public String toString() {
        return at + ", " + machine + ", " + java;
    }
}
