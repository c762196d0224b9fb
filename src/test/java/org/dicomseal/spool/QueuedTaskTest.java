package org.dicomseal.spool;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class QueuedTaskTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00.123456789Z");

    @Test
    void comesBackFromItsLinesAsItWas() {
        Note note = new Note("pacs", NOW, 12345, Map.of("callingAe", "CT 1", "odd\tkey", "a\nb\\c\td", "empty", ""));
        QueuedTask fresh = QueuedTask.fresh(note);
        assertEquals(fresh, QueuedTask.fromBytes(fresh.toBytes()));
        QueuedTask failed = fresh.failed(new Failure(Cause.BUSY, "archive answered 0xA700\nand more", NOW), true);
        assertEquals(failed, QueuedTask.fromBytes(failed.toBytes()));
        assertEquals(1, failed.passed());
    }

    @Test
    void onlyFailuresThatAreTriedAFewTimesAreCountedTowardsThat() {
        QueuedTask task = QueuedTask.fresh(new Note("pacs", NOW, 1, Map.of()));
        for (Cause cause : List.of(Cause.UNREACHABLE, Cause.REFUSED, Cause.BUSY, Cause.REJECTED, Cause.NOT_CONFIRMED, Cause.LOCKED)) {
            task = task.failed(new Failure(cause, "as told", NOW), false);
        }
        assertEquals(2, task.counted());
        assertEquals(5, task.attempts());
        assertEquals(task, QueuedTask.fromBytes(task.toBytes()));
    }

    @Test
    void aTaskOfAnEarlierVersionHasAllItsTriesYet() {
        QueuedTask failed = QueuedTask.fresh(new Note("pacs", NOW, 1, Map.of())).failed(new Failure(Cause.REFUSED, "as told", NOW), false);
        String lines = new String(failed.toBytes(), StandardCharsets.UTF_8).replace("counted\t1\n", "");
        QueuedTask read = QueuedTask.fromBytes(lines.getBytes(StandardCharsets.UTF_8));
        assertEquals(1, read.attempts());
        assertEquals(0, read.counted());
    }

    @Test
    void readsAsText() {
        String text = new String(QueuedTask.fresh(new Note("pacs", NOW, 1, Map.of("sopInstance", "1.2.3"))).toBytes(), StandardCharsets.UTF_8);
        assertTrue(text.contains("label.sopInstance\t1.2.3\n"));
        assertFalse(text.contains("\u0000"));
    }

    @Test
    void whatIsNoTaskIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> NoteLines.fromMap(Lines.read("lane\tpacs\n".getBytes(StandardCharsets.UTF_8))));
        assertThrows(IllegalArgumentException.class, () -> Lines.read("no tab here\n".getBytes(StandardCharsets.UTF_8)));
    }
}
