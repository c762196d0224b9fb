package org.dicomseal.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dicomseal.evaluate.AttackFigures;
import org.dicomseal.evaluate.CipherFigures;
import org.dicomseal.evaluate.ImageResult;
import org.dicomseal.evaluate.MarkFigures;
import org.dicomseal.evaluate.attack.Attack;
import org.dicomseal.evaluate.cipher.DifferenceRates;

/** One image as a row: what metrics.csv and the images of metrics.json have in common. */
final class ImageColumns {

    /** @param value gives text, a number, a truth value, or null and NaN for what there isn't */
    record Column(String name, Function<ImageResult, Object> value) {
    }

    static final List<Column> ALL = all();

    private ImageColumns() {
    }

    private static List<Column> all() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("file", ImageResult::file));
        columns.add(new Column("modality", ImageResult::modality));
        columns.add(new Column("rows", r -> r.shape().rows()));
        columns.add(new Column("columns", r -> r.shape().columns()));
        columns.add(new Column("samples_per_pixel", r -> r.shape().samples()));
        columns.add(new Column("bits_stored", r -> r.shape().bitsStored()));
        columns.add(new Column("frames", r -> r.shape().frames()));
        columns.add(new Column("frames_measured", r -> r.shape().measured()));
        columns.add(new Column("restored_exactly", ImageResult::roundTrip));
        addMark(columns);
        columns.add(new Column("trace_psnr_window_db", ImageResult::tracePsnr));
        columns.add(new Column("trace_not_marked", ImageResult::notTraced));
        addSizes(columns);
        addTimes(columns);
        addCipher(columns);
        for (Attack attack : Attack.ALL) {
            addAttack(columns, attack.name());
        }
        return List.copyOf(columns);
    }

    private static void addMark(List<Column> columns) {
        columns.add(new Column("mark_not_marked", ImageResult::notMarked));
        mark(columns, "mark_frames", MarkFigures::framesMarked);
        mark(columns, "mark_tier", MarkFigures::tier);
        mark(columns, "mark_bits", MarkFigures::payloadBits);
        mark(columns, "mark_psnr_peak_depth_db", MarkFigures::psnrDepth);
        mark(columns, "mark_bound_peak_depth_db", MarkFigures::boundDepth);
        mark(columns, "mark_psnr_peak_255_windowed_db", MarkFigures::psnrWindow);
        mark(columns, "mark_bound_peak_255_db", MarkFigures::boundWindow);
        mark(columns, "mark_ssim_depth", MarkFigures::ssimDepth);
        mark(columns, "mark_ssim_windowed", MarkFigures::ssimWindow);
        mark(columns, "mark_ber", MarkFigures::bitErrorRate);
        mark(columns, "mark_nc", MarkFigures::correlation);
        mark(columns, "mark_removed_exactly", MarkFigures::removedExactly);
        mark(columns, "mark_size_cost", MarkFigures::sizeCost);
    }

    private static void mark(List<Column> columns, String name, Function<MarkFigures, Object> value) {
        columns.add(new Column(name, result -> result.mark() == null ? null : value.apply(result.mark())));
    }

    private static void addSizes(List<Column> columns) {
        columns.add(new Column("bytes_raw", r -> r.size().raw()));
        columns.add(new Column("bytes_sealed", r -> r.size().sealed()));
        columns.add(new Column("saved", r -> r.size().saved()));
        columns.add(new Column("frames_bytes_raw", r -> r.size().framesRaw()));
        columns.add(new Column("frames_bytes_coded", r -> r.size().framesCoded()));
        columns.add(new Column("frames_bytes_jpegls", r -> r.size().jpegLs() < 0 ? null : r.size().jpegLs()));
        columns.add(new Column("frames_bytes_jpeg2000", r -> r.size().jpeg2000() < 0 ? null : r.size().jpeg2000()));
    }

    private static void addTimes(List<Column> columns) {
        columns.add(new Column("cpu_s_mark", r -> r.time().mark()));
        columns.add(new Column("cpu_s_code", r -> r.time().code()));
        columns.add(new Column("cpu_s_encrypt", r -> r.time().encrypt()));
        columns.add(new Column("cpu_s_remove", r -> r.time().remove()));
        columns.add(new Column("cpu_s_seal", r -> r.time().seal()));
        columns.add(new Column("cpu_s_seal_without_mark", r -> r.time().sealPlain()));
        columns.add(new Column("cpu_s_unseal", r -> r.time().unseal()));
    }

    private static void addCipher(List<Column> columns) {
        cipher(columns, "cipher_bytes", CipherFigures::bytes);
        cipher(columns, "cipher_entropy_bits", CipherFigures::entropy);
        cipher(columns, "cipher_entropy_expected_bits", CipherFigures::expectedEntropy);
        cipher(columns, "cipher_chi_square", CipherFigures::chiSquare);
        cipher(columns, "cipher_chi_square_p", CipherFigures::probability);
        cipher(columns, "original_correlation_horizontal", c -> c.original().horizontal());
        cipher(columns, "original_correlation_vertical", c -> c.original().vertical());
        cipher(columns, "original_correlation_diagonal", c -> c.original().diagonal());
        cipher(columns, "carrier_correlation_horizontal", c -> c.carrier().horizontal());
        cipher(columns, "carrier_correlation_vertical", c -> c.carrier().vertical());
        cipher(columns, "carrier_correlation_diagonal", c -> c.carrier().diagonal());
        rates(columns, "pixel_same_salt", CipherFigures::sameSalt);
        rates(columns, "pixel_fresh_salt", CipherFigures::freshSalt);
        rates(columns, "root_bit", CipherFigures::rootBit);
        cipher(columns, "root_bit_opens", c -> c.rootBit() == null ? null : c.wrongRootOpens());
        cipher(columns, "joint_key_wrong_refused", c -> c.rootBit() == null ? null : c.wrongJointRefused());
        cipher(columns, "joint_key_wrong_correlation", CipherFigures::wrongJointCorrelation);
    }

    private static void cipher(List<Column> columns, String name, Function<CipherFigures, Object> value) {
        columns.add(new Column(name, result -> value.apply(result.cipher())));
    }

    private static void rates(List<Column> columns, String name, Function<CipherFigures, DifferenceRates> rates) {
        columns.add(new Column(name + "_npcr", r -> rates.apply(r.cipher()) == null ? null : rates.apply(r.cipher()).npcr()));
        columns.add(new Column(name + "_uaci", r -> rates.apply(r.cipher()) == null ? null : rates.apply(r.cipher()).uaci()));
    }

    private static void addAttack(List<Column> columns, String attack) {
        String name = attack.toLowerCase(java.util.Locale.ROOT).replace("%", "percent").replaceAll("[^a-z0-9]+", "_");
        attack(columns, attack, "attack_" + name + "_reversible_ber", AttackFigures::reversible);
        attack(columns, attack, "attack_" + name + "_trace_blind_ber", AttackFigures::blind);
        attack(columns, attack, "attack_" + name + "_trace_blind_found", a -> Double.isNaN(a.blind()) ? null : a.blindFound());
        attack(columns, attack, "attack_" + name + "_trace_informed_ber", AttackFigures::informed);
        attack(columns, attack, "attack_" + name + "_trace_informed_found", a -> Double.isNaN(a.informed()) ? null : a.informedFound());
    }

    private static void attack(List<Column> columns, String attack, String name, Function<AttackFigures, Object> value) {
        columns.add(new Column(name, result -> result.attacks().stream().filter(each -> each.attack().equals(attack)).findFirst()
                .map(value).orElse(null)));
    }
}
