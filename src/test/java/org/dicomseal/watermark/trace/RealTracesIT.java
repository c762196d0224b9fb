package org.dicomseal.watermark.trace;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dicomseal.watermark.RealImages;
import org.dicomseal.watermark.SampleMeaning;
import org.dicomseal.watermark.WatermarkKey;
import org.junit.jupiter.api.Test;

/**
 * The trace mark in all real images of 512 x 512 and more, one attack at a time: the error rate of the 32-bit number after error correction,
 * with the original and without. The table goes to target/real-traces.tsv; where there are no real images, nothing is tested.
 */
class RealTracesIT {

    private static final Path TABLE = Path.of("target/real-traces.tsv");
    private static final int LARGE = 512;

    private final Map<String, UnaryOperator<GreyImage>> attacks = new LinkedHashMap<>();
    private final Map<String, int[]> errors = new LinkedHashMap<>();
    private final Set<Integer> seen = new HashSet<>();
    private final List<String> lines = new ArrayList<>();
    private WatermarkKey key;
    private int images;
    private int notMarked;
    private double leastPsnr = Double.POSITIVE_INFINITY;

    @Test
    void withTheOriginalAtMostOneBitInAHundredIsWrongAfterAnyOfTheAttacks() throws Exception {
        assumeTrue(RealImages.present(), "no real files here");
        byte[] secret = new byte[WatermarkKey.BYTES];
        new Random(21).nextBytes(secret);
        key = new WatermarkKey(secret);
        attacks.put("8-bit window", picture -> picture);
        attacks.put("JPEG 90", picture -> Attacks.jpeg(picture, 90));
        attacks.put("JPEG 70", picture -> Attacks.jpeg(picture, 70));
        attacks.put("JPEG 50", picture -> Attacks.jpeg(picture, 50));
        attacks.put("noise, sigma 5", picture -> Attacks.noise(picture, 5, 3));
        attacks.put("median 3 x 3", Attacks::median);
        attacks.put("crop 25 %", picture -> picture.part(picture.width() / 13, picture.height() / 11, picture.width() * 866 / 1000,
                picture.height() * 866 / 1000));
        attacks.put("scaling 50 % and back", Attacks::halfSizeAndBack);
        attacks.keySet().forEach(name -> errors.put(name, new int[4]));
        RealImages.forEach(25, this::attack);
        assumeTrue(images > 0, "no large images here");
        lines.add(String.format(Locale.ROOT, "%d images, %d more not marked; at least %.1f dB", images, notMarked, leastPsnr));
        lines.add("attack\tBER with the original\twithout\tfound with it\twithout");
        errors.forEach((name, count) -> lines.add(String.format(Locale.ROOT, "%s\t%.2f %%\t%.2f %%\t%d\t%d", name, percent(count[0]),
                percent(count[1]), count[2], count[3])));
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, lines);
        errors.forEach((name, count) -> assertTrue(percent(count[0]) <= 1, name + " leaves " + percent(count[0]) + " % with the original"));
        assertTrue(leastPsnr >= TraceMark.LEAST_PSNR);
    }

    private double percent(int wrong) {
        return 100.0 * wrong / (32.0 * images);
    }

    private void attack(RealImages.Image image) {
        if (image.layout().rows() < LARGE || image.layout().columns() < LARGE || image.layout().meaning() == SampleMeaning.INDEX
                || image.name().contains("#") && !image.name().endsWith("#0") || !seen.add(Arrays.hashCode(image.frame()))) {
            return;
        }
        Display display;
        try {
            display = new Display(image.layout(), window(image));
        } catch (IllegalArgumentException notShown) {
            return;
        }
        int recipient = 0x5EA1 * (images + 1) ^ 0x1234_5678;
        TraceMark.Result result = new TraceMark(key, display).mark(image.frame(), recipient);
        Optional<TraceMark.Traced> traced = result.traced();
        if (traced.isEmpty()) {
            notMarked++;
            lines.add(image.name() + ": " + result.notTraced());
            return;
        }
        images++;
        leastPsnr = Math.min(leastPsnr, traced.get().psnr());
        GreyImage original = display.render(image.frame());
        GreyImage sent = display.render(traced.get().samples());
        TraceDetector detector = new TraceDetector(key);
        attacks.forEach((name, attack) -> {
            GreyImage copy = attack.apply(sent);
            TraceReading informed = detector.informed(original, copy);
            // where nothing was cut off, the place is known; evaluate reports the search for it after every attack
            TraceReading blind = copy.width() == sent.width() ? detector.inPlace(copy) : detector.blind(copy);
            int[] count = errors.get(name);
            count[0] += Integer.bitCount(informed.recipient() ^ recipient);
            count[1] += Integer.bitCount(blind.recipient() ^ recipient);
            count[2] += informed.found() ? 1 : 0;
            count[3] += blind.found() ? 1 : 0;
            if (informed.recipient() != recipient) {
                lines.add(name + " defeats the reading with the original of " + image.name());
            }
            assertTrue(!informed.found() || informed.recipient() == recipient, () -> name + " of " + image.name() + " accuses somebody else");
        });
    }

    private static DisplayWindow window(RealImages.Image image) {
        if (image.layout().samplesPerPixel() > 1) {
            return new DisplayWindow(0, image.layout().peak());
        }
        if (image.windowHigh() > image.windowLow()) {
            return new DisplayWindow(image.windowLow(), image.windowHigh());
        }
        float[] sorted = RealImages.values(image.layout(), image.frame());
        Arrays.sort(sorted);
        return new DisplayWindow(sorted[0], Math.max(sorted[0] + 1, sorted[sorted.length - 1]));
    }
}
