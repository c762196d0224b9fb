package org.dicomseal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * One operation over a file, or over every regular file of a folder whose tree is mirrored at the output. A result
 * appears under its own name only when it is complete; whatever fails is named, and the rest goes on.
 */
final class FileWork {

    /** What is done to one file. */
    interface Operation {

        /**
         * Reads {@code in} and writes {@code out}, which doesn't exist yet.
         *
         * @return what to say about it in the summary, e.g. "sealed" or "already sealed, copied"
         * @throws IOException with a message that names what was wrong
         */
        String apply(Path in, Path out) throws IOException;
    }

    private static final int SHOW_PROGRESS_FROM = 20;

    private final Operation operation;
    private final PrintWriter out;
    private final PrintWriter err;
    private final List<String> failures = new ArrayList<>();
    private final java.util.Map<String, Integer> outcomes = new java.util.TreeMap<>();

    FileWork(Operation operation, PrintWriter out, PrintWriter err) {
        this.operation = operation;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the operation.
     *
     * @return the process's exit status: 0 only if every file went well
     */
    int run(Path in, Path target) {
        if (!Files.exists(in)) {
            err.println(in + ": no such file or folder");
            return 1;
        }
        List<Path> files = new ArrayList<>();
        try {
            refuseOverlap(in, target);
            collect(in, files);
        } catch (IOException e) {
            err.println(e.getMessage());
            return 1;
        }
        if (files.isEmpty()) {
            err.println(in + ": holds no file");
            return 1;
        }
        if (files.size() >= SHOW_PROGRESS_FROM) {
            try (ProgressBar bar = new ProgressBarBuilder().setInitialMax(files.size()).setUnit(" files", 1)
                    .setStyle(ProgressBarStyle.ASCII).build()) {
                for (Path file : files) {
                    one(in, file, target);
                    bar.step();
                }
            }
        } else {
            files.forEach(file -> one(in, file, target));
        }
        return summary(files.size());
    }

    private static void refuseOverlap(Path in, Path target) throws IOException {
        Path from = in.toAbsolutePath().normalize();
        Path to = target.toAbsolutePath().normalize();
        if (to.equals(from) || Files.isDirectory(in) && to.startsWith(from)) {
            throw new IOException(target + ": the output must not be the input or lie inside it");
        }
        if (Files.isDirectory(in) && Files.exists(target) && !Files.isDirectory(target)) {
            throw new IOException(target + ": is a file, and the input is a folder");
        }
    }

    private static void collect(Path in, List<Path> files) throws IOException {
        if (!Files.isDirectory(in)) {
            files.add(in);
            return;
        }
        Files.walkFileTree(in, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.isRegularFile(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
    }

    private void one(Path in, Path file, Path target) {
        Path result = Files.isDirectory(in) ? target.resolve(in.relativize(file).toString())
                : Files.isDirectory(target) ? target.resolve(file.getFileName()) : target;
        Path partial = result.resolveSibling("." + result.getFileName() + ".partial");
        try {
            if (result.toAbsolutePath().getParent() != null) {
                Files.createDirectories(result.toAbsolutePath().getParent());
            }
            Files.deleteIfExists(partial);
            String outcome = operation.apply(file, partial);
            Files.move(partial, result, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            outcomes.merge(outcome, 1, Integer::sum);
        } catch (IOException | RuntimeException e) {
            failures.add(file + ": " + reason(e));
            discard(partial);
        }
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    private void discard(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            failures.add(partial + ": could not be removed: " + e.getMessage());
        }
    }

    private int summary(int count) {
        failures.forEach(err::println);
        outcomes.forEach((outcome, times) -> out.println(times + " " + outcome));
        if (!failures.isEmpty()) {
            out.println(failures.size() + " of " + count + " failed");
        }
        out.flush();
        err.flush();
        return failures.isEmpty() ? 0 : 1;
    }
}
