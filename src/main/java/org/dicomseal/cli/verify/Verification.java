package org.dicomseal.cli.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.dicomseal.dicom.DicomFile;
import org.dicomseal.keys.AuthenticationException;
import org.dicomseal.keys.KeyUnavailableException;
import org.dicomseal.seal.TraceCheck;
import org.dicomseal.seal.WatermarkCheck;
import org.dicomseal.seal.WatermarkCheck.Frame;
import org.dicomseal.seal.WatermarkCheck.Reading;
import org.dicomseal.seal.WatermarkCheck.Report;
import org.dicomseal.watermark.trace.GreyImage;

/** Verifies one file, and says in words what was found. */
public final class Verification {

    private static final int MOST_FRAMES_SHOWN = 8;

    private final WatermarkCheck marks;
    private final TraceCheck traces;
    private final PrintWriter out;

    public Verification(WatermarkCheck marks, TraceCheck traces, PrintWriter out) {
        this.marks = marks;
        this.traces = traces;
        this.out = out;
    }

    /**
     * What is asked of a file.
     *
     * @param original the object that a picture was exported from; null to read its trace without
     * @param frame    which of its frames, from 0; and which of a DICOM file's is drawn
     * @param map      where to draw what was changed; null for nowhere
     * @param owner    whose it should be; null for anybody's whom we know
     */
    public record Question(Path file, Path original, int frame, Path map, String owner) {
    }

    /**
     * Answers on the output.
     *
     * @return true if it is all right: of a DICOM file, that its pixels are proven to be as they were marked for a known owner; of an
     *         exported picture, that its recipient is known
     * @throws IOException if a file can't be read, or a picture not be written
     */
    public boolean verify(Question question) throws IOException, KeyUnavailableException {
        return Exported.is(question.file()) ? picture(question) : object(question);
    }

    private boolean picture(Question question) throws IOException, KeyUnavailableException {
        GreyImage picture = Exported.read(question.file());
        say("file", "an exported picture of " + picture.width() + " x " + picture.height() + "; whether it was changed can't be told of one");
        Optional<TraceCheck.Found> found = question.original() == null ? traces.blind(picture)
                : traces.informed(original(question, picture), picture);
        recipient(found);
        boolean known = found.isPresent() && found.get().name().isPresent();
        say("verdict", known ? "its recipient is known" : found.isPresent() ? "traced, to a recipient that isn't known here"
                : "no trace was found under any key of the keystore");
        return known;
    }

    private GreyImage original(Question question, GreyImage picture) throws IOException, KeyUnavailableException {
        try (DicomFile file = DicomFile.open(question.original())) {
            GreyImage shown = traces.shown(file.dataSet(), file.syntax(), question.frame()).orElseThrow(() ->
                    new IOException(question.original() + ": has no frame " + (question.frame() + 1) + " that is shown as brightness"));
            if (shown.width() < picture.width() || shown.height() < picture.height()) {
                throw new IOException(question.file() + " is larger than the frame of " + question.original() + " (" + shown.width() + " x "
                        + shown.height() + "): export it at the image's own size");
            }
            return shown;
        }
    }

    private boolean object(Question question) throws IOException, KeyUnavailableException {
        try (DicomFile file = DicomFile.open(question.file())) {
            Report report = marks.check(file.dataSet(), file.syntax());
            say("file", switch (report.form()) {
                case SEALED -> "sealed, and authentic to the last byte";
                case MARKED -> "in clear, with the private block of a watermarked image";
                case PLAIN -> "in clear, without the private block of a watermarked image";
            });
            report.key().ifPresent(key -> say("key", key.toString()));
            owner(report);
            changes(report);
            if (report.form() != WatermarkCheck.Form.SEALED) {
                Optional<GreyImage> first = traces.shown(file.dataSet(), file.syntax(), 0);
                boolean whole = report.form() == WatermarkCheck.Form.MARKED;
                recipient(first.isEmpty() ? Optional.empty() : whole ? traces.inPlace(first.get()) : traces.blind(first.get()));
            }
            if (question.map() != null) {
                draw(question, file, report);
            }
            return verdict(report, question.owner());
        } catch (AuthenticationException e) {
            say("verdict", "altered: " + e.getMessage());
            return false;
        }
    }

    private void owner(Report report) {
        List<Frame> frames = report.frames();
        if (frames.isEmpty()) {
            say("mark", "none: " + report.why());
            return;
        }
        long intact = frames.stream().filter(frame -> frame.reading() == Reading.INTACT).count();
        long damaged = frames.stream().filter(frame -> frame.reading() == Reading.DAMAGED).count();
        if (intact + damaged == 0) {
            say("mark", "none" + (report.why().isEmpty() ? "" : ": " + report.why()));
            return;
        }
        say("owner", report.owner().orElse("nobody that is known here"));
        say("mark", "intact in " + intact + " of " + frames.size() + " frame(s)" + (damaged == 0 ? "" : ", damaged in " + damaged));
        Frame worst = frames.stream().filter(frame -> frame.reading() != Reading.NONE)
                .max((one, other) -> Double.compare(one.bitErrorRate(), other.bitErrorRate())).orElseThrow();
        say("bits", String.format(Locale.ROOT, "error rate %.4g, normalised correlation %.4g%s", worst.bitErrorRate(),
                worst.normalisedCorrelation(), frames.size() > 1 ? " (the worst marked frame)" : ""));
        long bound = frames.stream().filter(Frame::bound).count();
        say("made for", bound == intact && intact > 0 ? "this object" : bound == 0 ? "another object, or that can't be told any more"
                : "this object in " + bound + " frame(s), another one in others");
    }

    private void changes(Report report) {
        if (report.authentic()) {
            say("changed", "nothing: the pixels are proven to be as they were " + (report.form() == WatermarkCheck.Form.SEALED ? "sealed" : "marked"));
            return;
        }
        List<Frame> frames = report.frames();
        if (frames.stream().allMatch(frame -> frame.changed().isEmpty())) {
            say("changed", "can't be told: there is no tamper map");
            return;
        }
        int[] changed = IntStream.range(0, frames.size()).filter(i -> frames.get(i).changed().filter(map -> !map.isEmpty()).isPresent()).toArray();
        if (changed.length == 0) {
            say("changed", "no block of the tamper map; but pixels, UIDs or shape aren't proven to be as they were marked");
        }
        for (int i = 0; i < Math.min(changed.length, MOST_FRAMES_SHOWN); i++) {
            BitSet map = frames.get(changed[i]).changed().orElseThrow();
            say("changed", "frame " + (changed[i] + 1) + ", " + map.cardinality() + " of " + report.blocksAcross() * report.blocksDown()
                    + " blocks of 64 x 64 pixels:");
            out.print(TamperPicture.text(map, report.blocksAcross(), report.blocksDown()));
        }
        if (changed.length > MOST_FRAMES_SHOWN) {
            say("changed", "and " + (changed.length - MOST_FRAMES_SHOWN) + " more frames");
        }
    }

    /** Draws the frame that was asked for; or the first that was changed, where the first was asked for. */
    private void draw(Question question, DicomFile file, Report report) throws IOException, KeyUnavailableException {
        OptionalInt firstChanged = IntStream.range(0, report.frames().size())
                .filter(i -> report.frames().get(i).changed().filter(map -> !map.isEmpty()).isPresent()).findFirst();
        int frame = question.frame() > 0 ? question.frame() : firstChanged.orElse(0);
        Optional<GreyImage> shown = traces.shown(file.dataSet(), file.syntax(), frame);
        if (shown.isEmpty() || report.blocksAcross() == 0) {
            say("map", "not drawn: there is no frame " + (frame + 1) + " that is shown as brightness and could carry a mark");
            return;
        }
        TamperPicture.write(shown.get(), report.frames().get(frame).changed().orElse(new BitSet()), report.blocksAcross(), question.map());
        say("map", question.map() + " shows frame " + (frame + 1));
    }

    private void recipient(Optional<TraceCheck.Found> found) {
        if (found.isEmpty()) {
            say("recipient", "no trace of one");
            return;
        }
        TraceCheck.Found trace = found.get();
        String number = String.format(Locale.ROOT, "number %08x under key %s", trace.reading().recipient(), trace.key());
        String sure = String.format(Locale.ROOT, "score %.3g, %.3g would be chance once in a million", trace.reading().score(), trace.reading().threshold());
        say("recipient", trace.name().orElse("none of the configured peers (name others with --recipient)") + ", " + number);
        say("trace", sure + (trace.informed() ? ", with the original" : ", without the original"));
    }

    private boolean verdict(Report report, String owner) {
        boolean good = report.isIntactAndKnown() && (owner == null || report.owner().equals(Optional.of(owner)));
        if (good) {
            say("verdict", "intact, and " + report.owner().orElseThrow() + "'s");
        } else if (report.isIntactAndKnown()) {
            say("verdict", "intact, but not " + owner + "'s");
        } else if (report.authentic()) {
            say("verdict", "unaltered, of no owner that is known here");
        } else if (report.form() == WatermarkCheck.Form.MARKED) {
            say("verdict", "altered");
        } else {
            say("verdict", report.owner().isPresent() ? "marked by " + report.owner().get() + "; whether it was altered can't be told" : "unknown");
        }
        return good;
    }

    private void say(String what, String text) {
        out.printf("%-10s %s%n", what + ":", text);
    }
}
