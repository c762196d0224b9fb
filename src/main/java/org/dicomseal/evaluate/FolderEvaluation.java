package org.dicomseal.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.dicomseal.keys.EphemeralKeys;
import org.dicomseal.keys.KeysException;

/**
 * Evaluates every image below a folder: DICOM files, and pictures in PNG, JPEG, TIFF, BMP or GIF. As many files are in memory at a time as there are
 * threads; results come in the order of the files' names. A file that can't be read is told of, and the others go on.
 */
public final class FolderEvaluation {

    private final Path folder;
    private final EvaluationOptions options;
    private final int threads;
    private final Set<String> shown = new HashSet<>();

    /** Takes results, one after the other. */
    public interface Listener {

        /** @param of files in all */
        void result(ImageResult result, int number, int of) throws IOException;

        /** A file that isn't evaluated, and why. */
        void leftOut(String file, String reason, int number, int of) throws IOException;
    }

    /** @param threads images at work at a time, 1 or more */
    public FolderEvaluation(Path folder, EvaluationOptions options, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("needs at least one thread, not " + threads);
        }
        this.folder = folder;
        this.options = options;
        this.threads = threads;
    }

    private record Outcome(String file, ImageResult result, String reason) {
    }

    /**
     * Evaluates.
     *
     * @param limit    files at most; 0 for all
     * @param warmup   seconds of work before anything counts, so that times are of compiled code
     */
    public void run(int limit, double warmup, Listener listener) throws IOException, KeysException {
        List<Path> files = files(limit);
        Path scratch = Files.createTempDirectory("dicomseal-evaluate");
        ExecutorService pool = Executors.newFixedThreadPool(threads, FolderEvaluation::daemon);
        try (EphemeralKeys keys = EphemeralKeys.random()) {
            ImageEvaluation evaluation = new ImageEvaluation(keys, options, scratch);
            warmUp(files, warmup, new ImageEvaluation(keys, new EvaluationOptions(1, 1, false, 0, PeerCodecs.none()), scratch));
            shown.clear();
            Deque<Future<Outcome>> running = new ArrayDeque<>();
            int number = 0;
            for (Path file : files) {
                if (running.size() == threads) {
                    tell(running.remove(), ++number, files.size(), listener);
                }
                running.add(pool.submit(() -> evaluate(evaluation, file)));
            }
            while (!running.isEmpty()) {
                tell(running.remove(), ++number, files.size(), listener);
            }
        } finally {
            pool.shutdownNow();
            deleteEmptied(scratch);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "evaluation");
        thread.setDaemon(true);
        return thread;
    }

    private List<Path> files(int limit) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            Stream<Path> sorted = all.filter(Files::isRegularFile).sorted(Comparator.comparing(Path::toString));
            return (limit > 0 ? sorted.limit(limit) : sorted).toList();
        }
    }

    private void warmUp(List<Path> files, double seconds, ImageEvaluation evaluation) {
        double end = System.nanoTime() * 1e-9 + seconds;
        while (System.nanoTime() * 1e-9 < end && !files.isEmpty()) {
            boolean any = false;
            for (Path file : files) {
                if (System.nanoTime() * 1e-9 >= end) {
                    return;
                }
                any |= evaluate(evaluation, file).result() != null;
            }
            if (!any) {
                return;
            }
        }
    }

    private Outcome evaluate(ImageEvaluation evaluation, Path path) {
        String name = folder.relativize(path).toString();
        name = name.isEmpty() ? path.getFileName().toString() : name;
        try (Subject subject = Subject.open(path, name, options.frames())) {
            ImageResult result = evaluation.evaluate(subject, isShown(subject));
            if (result.pictures() != null && result.mark() == null) {
                leaveToAnother(subject);
                return new Outcome(name, result.withoutPictures(), "");
            }
            return new Outcome(name, result, "");
        } catch (Exception fault) {
            // one broken file must not end the evaluation of the others, whatever is wrong with it
            return new Outcome(name, null, fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage());
        } catch (OutOfMemoryError tooLarge) {
            return new Outcome(name, null, "too large for the memory that this program was given (java -Xmx)");
        }
    }

    /** The first image of each modality that turns out to be marked, until there are enough. */
    private boolean isShown(Subject subject) {
        synchronized (shown) {
            return subject.image().isPresent() && shown.size() < options.pictures() && shown.add(subject.modality());
        }
    }

    private void leaveToAnother(Subject subject) {
        synchronized (shown) {
            shown.remove(subject.modality());
        }
    }

    private static void tell(Future<Outcome> future, int number, int of, Listener listener) throws IOException {
        try {
            Outcome outcome = future.get();
            if (outcome.result() != null) {
                listener.result(outcome.result(), number, of);
            } else {
                listener.leftOut(outcome.file(), outcome.reason(), number, of);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static void deleteEmptied(Path scratch) throws IOException {
        try (Stream<Path> left = Files.walk(scratch)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
