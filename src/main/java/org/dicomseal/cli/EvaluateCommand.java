package org.dicomseal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dicomseal.evaluate.EvaluationOptions;
import org.dicomseal.evaluate.FolderEvaluation;
import org.dicomseal.evaluate.ImageResult;
import org.dicomseal.evaluate.MarkSummary;
import org.dicomseal.evaluate.PeerCodecs;
import org.dicomseal.evaluate.Summary;
import org.dicomseal.evaluate.report.ImageOutputs;
import org.dicomseal.keys.KeysException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code evaluate FOLDER --out DIR}: the measures of the literature on one's own images. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, subcommands = EvaluateFingerprintsCommand.class,
        description = {"Measures what sealing and marking do to the images in a folder: DICOM, PNG, JPEG, TIFF, BMP, GIF.",
                "Writes metrics.json, metrics.csv and report.html, one page with pictures of your images that needs nothing beside it. Keys are random and "
                        + "thrown away; no keystore is needed, and nothing in FOLDER is changed."})
final class EvaluateCommand implements Callable<Integer> {

    // not required of the parser, which else would ask for both before a subcommand too
    @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "images, at any depth")
    private Path folder;

    @Option(names = "--out", paramLabel = "DIR", description = "where the results go")
    private Path out;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "0", description = "only the first N files")
    private int limit;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "images at work at a time (default: 1)")
    private int threads;

    @Option(names = "--frames", paramLabel = "N", defaultValue = "3",
            description = "frames of a multi-frame object that are looked at one by one (default: 3); it is sealed as a whole")
    private int frames;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "repetitions of what is timed; the fastest counts (default: 3)")
    private int rounds;

    @Option(names = "--warmup", paramLabel = "S", defaultValue = "5", description = "seconds of work before times count (default: 5)")
    private double warmup;

    @Option(names = "--pictures", paramLabel = "N", defaultValue = "8", description = "images shown in the report, one of a modality (default: 8; 0 for none)")
    private int pictures;

    @Option(names = "--no-attacks", description = "don't attack the marks, which takes most of the time")
    private boolean noAttacks;

    @Option(names = "--no-peers", description = "don't run other codecs, even if they are installed (dcmcjpls, gdcmconv)")
    private boolean noPeers;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, KeysException {
        if (folder == null || out == null) {
            throw new ParameterException(spec.commandLine(), "which FOLDER, and --out where?");
        }
        if (!Files.exists(folder)) {
            throw new ParameterException(spec.commandLine(), folder + " doesn't exist");
        }
        if (limit < 0 || threads < 1 || frames < 1 || rounds < 1 || pictures < 0) {
            throw new ParameterException(spec.commandLine(), "counts can't be negative, and threads, frames and rounds are 1 or more");
        }
        PeerCodecs peers = noPeers ? PeerCodecs.none() : PeerCodecs.installed();
        EvaluationOptions options = new EvaluationOptions(frames, rounds, !noAttacks, pictures, peers);
        PrintWriter err = spec.commandLine().getErr();
        try (ImageOutputs outputs = new ImageOutputs(out, peers.description(), Clock.systemUTC())) {
            new FolderEvaluation(folder, options, threads).run(limit, warmup, new Progress(outputs, err));
            outputs.finish();
            print(outputs.summary());
            return outputs.summary().images() > 0 && outputs.summary().restored() == outputs.summary().images() ? 0 : 1;
        }
    }

    /** Says on stderr what was done. */
    private record Progress(ImageOutputs outputs, PrintWriter err) implements FolderEvaluation.Listener {

        @Override
        public void result(ImageResult result, int number, int of) throws IOException {
            outputs.result(result, number, of);
            err.println(number + "/" + of + " " + result.file() + (result.notMarked().isEmpty() ? "" : ": not marked: " + result.notMarked())
                    + (result.roundTrip() ? "" : ": DID NOT COME BACK EXACTLY"));
            err.flush();
        }

        @Override
        public void leftOut(String file, String reason, int number, int of) {
            outputs.leftOut(file, reason, number, of);
            err.println(number + "/" + of + " " + file + ": left out: " + reason);
            err.flush();
        }
    }

    private void print(Summary summary) {
        PrintWriter print = spec.commandLine().getOut();
        MarkSummary mark = summary.all();
        print.printf(Locale.ROOT, "%d images, %d restored exactly, %d files left out%n", summary.images(), summary.restored(), summary.leftOut().size());
        print.printf(Locale.ROOT, "%d marked, %d removed exactly; BER %.4f, least SSIM %.6f%n", mark.marked(), mark.exact(), mark.bitErrorRate().mean(), mark.ssim().least());
        print.printf(Locale.ROOT, "PSNR %.2f dB (peak of the depth), %.2f dB (peak 255, windowed)%n", mark.psnrDepth().mean(), mark.psnrWindow().mean());
        print.printf(Locale.ROOT, "%.1f %% of all bytes saved; %s%n", 100 * summary.everything().total(), out.resolve("report.html"));
        print.flush();
    }
}
