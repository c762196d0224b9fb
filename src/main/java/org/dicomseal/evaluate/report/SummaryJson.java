package org.dicomseal.evaluate.report;

import java.io.IOException;
import java.util.Map;
import org.dicomseal.evaluate.CipherSummary;
import org.dicomseal.evaluate.MarkSummary;
import org.dicomseal.evaluate.Statistic;
import org.dicomseal.evaluate.Summary;
import org.dicomseal.evaluate.cipher.DifferenceRates;

/** The summary as an object of metrics.json. */
final class SummaryJson {

    private SummaryJson() {
    }

    static void write(Json json, Summary summary) throws IOException {
        json.begin("summary").put("images", summary.images()).put("restored_exactly", summary.restored())
                .put("left_out", summary.leftOut().size());
        json.begin("not_marked");
        for (Map.Entry<String, Integer> reason : summary.notMarked().entrySet()) {
            json.put(reason.getKey(), reason.getValue());
        }
        json.end();
        mark(json, "mark_all", summary.all());
        mark(json, "mark_512x512_and_more", summary.large());
        mark(json, "mark_512x512_and_12_bits_and_more", summary.largeAndDeep());
        cipher(json, summary.cipher());
        sizes(json.begin("sizes"), "all", summary.everything());
        for (Map.Entry<String, Summary.Savings> modality : summary.savings().entrySet()) {
            sizes(json, modality.getKey(), modality.getValue());
        }
        json.end();
        times(json, summary.times());
        json.end();
    }

    private static void mark(Json json, String name, MarkSummary mark) throws IOException {
        json.begin(name).put("marked", mark.marked()).put("removed_exactly", mark.exact());
        statistic(json, "psnr_peak_depth_db", mark.psnrDepth());
        statistic(json, "below_bound_db", mark.belowBound());
        statistic(json, "psnr_peak_255_windowed_db", mark.psnrWindow());
        statistic(json, "ssim_depth", mark.ssim());
        statistic(json, "ber", mark.bitErrorRate());
        statistic(json, "size_cost", mark.sizeCost());
        statistic(json, "trace_psnr_windowed_db", mark.tracePsnr());
        json.beginList("attacks");
        for (Map.Entry<String, MarkSummary.Attacked> attack : mark.attacks().entrySet()) {
            json.begin().put("attack", attack.getKey());
            statistic(json, "reversible_ber", attack.getValue().reversible());
            statistic(json, "trace_blind_ber", attack.getValue().blind());
            json.put("trace_blind_found", attack.getValue().blindFound());
            statistic(json, "trace_informed_ber", attack.getValue().informed());
            json.put("trace_informed_found", attack.getValue().informedFound()).end();
        }
        json.endList().end();
    }

    private static void cipher(Json json, CipherSummary cipher) throws IOException {
        json.begin("cipher");
        statistic(json, "entropy_bits", cipher.entropy());
        statistic(json, "entropy_below_random_bytes", cipher.entropyDeficit());
        json.put("chi_square_p_below_0.01", cipher.unlikely().mean());
        correlations(json, "original_correlation", cipher.original());
        correlations(json, "carrier_correlation", cipher.carrier());
        json.put("npcr_expected", DifferenceRates.EXPECTED_NPCR).put("uaci_expected", DifferenceRates.EXPECTED_UACI);
        rates(json, "pixel_same_salt", cipher.sameSalt());
        rates(json, "pixel_fresh_salt", cipher.freshSalt());
        rates(json, "root_bit", cipher.rootBit());
        json.put("root_bit_opens", cipher.wrongRootOpens().mean()).put("joint_key_wrong_refused", cipher.wrongJointRefused().mean());
        statistic(json, "joint_key_wrong_correlation", cipher.wrongJointCorrelation());
        json.end();
    }

    private static void correlations(Json json, String name, CipherSummary.Correlations correlations) throws IOException {
        json.begin(name);
        statistic(json, "horizontal", correlations.horizontal());
        statistic(json, "vertical", correlations.vertical());
        statistic(json, "diagonal", correlations.diagonal());
        json.end();
    }

    private static void rates(Json json, String name, CipherSummary.Rates rates) throws IOException {
        json.begin(name);
        statistic(json, "npcr", rates.npcr());
        statistic(json, "uaci", rates.uaci());
        json.put("within_bounds", rates.passed().mean()).end();
    }

    private static void sizes(Json json, String name, Summary.Savings savings) throws IOException {
        json.begin(name).put("objects", savings.saved().count()).put("raw", savings.raw()).put("sealed", savings.sealed())
                .put("saved_of_all_bytes", savings.total());
        statistic(json, "saved", savings.saved());
        json.put("share_of_jpegls", savings.jpegLs().mean()).put("compared_with_jpegls", savings.jpegLs().objects())
                .put("share_of_jpeg2000", savings.jpeg2000().mean()).put("compared_with_jpeg2000", savings.jpeg2000().objects()).end();
    }

    private static void times(Json json, Summary.Times times) throws IOException {
        json.begin("times");
        for (Map.Entry<String, double[]> stage : times.stages().entrySet()) {
            json.begin(stage.getKey()).put("cpu_seconds", stage.getValue()[0]).put("bytes", stage.getValue()[1])
                    .put("mb_per_s", stage.getValue()[1] / stage.getValue()[0] / 1e6).end();
        }
        json.put("mark_and_remove_share_of_sealing", times.markShare()).end();
    }

    static void statistic(Json json, String name, Statistic statistic) throws IOException {
        json.begin(name).put("count", statistic.count()).put("mean", statistic.mean()).put("least", statistic.least())
                .put("greatest", statistic.greatest()).end();
    }
}
