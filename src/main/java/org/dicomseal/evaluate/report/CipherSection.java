package org.dicomseal.evaluate.report;

import static org.dicomseal.evaluate.report.Html.number;
import static org.dicomseal.evaluate.report.Html.percent;

import org.dicomseal.evaluate.CipherSummary;
import org.dicomseal.evaluate.Statistic;
import org.dicomseal.evaluate.cipher.DifferenceRates;

/** The report's section on the sealed bytes. */
final class CipherSection {

    private final Html html;
    private final CipherSummary cipher;

    CipherSection(Html html, CipherSummary cipher) {
        this.html = html;
        this.cipher = cipher;
    }

    void write() {
        html.heading("The sealed bytes")
                .paragraph("None of these figures proves security, and good ones don't even hint at it: a published, broken cipher passes them all. What holds the "
                        + "images is AES-256-GCM under keys from HKDF; these tests would show a blunder, such as a stage that was left out or a keystream used twice.");
        html.table("measure", "#here", "#expected of noise", "what it shows, and what not");
        html.row("entropy of a byte, mean (least)", number(cipher.entropy().mean(), 6) + " (" + number(cipher.entropy().least(), 6) + ")",
                number(cipher.entropy().mean() + cipher.entropyDeficit().mean(), 6),
                "that no byte is favoured; small objects fall short of 8 bits by chance alone, as random bytes of their number do");
        html.row("chi-square of the histogram: images with p < 0.01", percent(cipher.unlikely().mean(), 2), "1 %",
                "that the histogram says nothing of the image's; p should be spread evenly, as in the plot");
        correlations();
        rates("one pixel changed by one, fresh salt", cipher.freshSalt(),
                "what happens in use: every sealing draws a salt, so even the same image sealed twice gives unrelated bytes");
        rates("one pixel changed by one, the same salt", cipher.sameSalt(),
                "what chaotic image ciphers are rated by; GCM is a stream cipher, so bytes that coding leaves as they were stay as they were. It never happens in "
                        + "use, and it must not: a salt used twice would betray what two images have in common");
        rates("one bit of the 256-bit root changed, the same salt", cipher.rootBit(), "that every key depends on every bit of the root");
        html.row("ciphertexts that opened under the changed root", percent(cipher.wrongRootOpens().mean(), 2), "0 %",
                "the key commitment refuses it first, then GCM's tag; nothing is ever decoded");
        html.row("decoding with GCM taken away and the wrong joint key", percent(cipher.wrongJointRefused().mean(), 1) + " refused, else |r| "
                        + number(cipher.wrongJointCorrelation().mean(), 3) + " (most " + number(cipher.wrongJointCorrelation().greatest(), 3) + ")",
                "|r| < 0.05", "the joint stage's modest promise; it carries no security");
        html.row("key space", "2^256", "\u2013", "roots and all keys made from them are 256 random bits from the system's generator; without the keystore, guessing is all there is. "
                + "A keystore is as strong as its password, and a fingerprint adds no more than its false accept rate");
        html.endTable();
        plots();
    }

    private void correlations() {
        html.row("correlation of neighbours in the images, |r|: horizontal, vertical, diagonal", triple(cipher.original()), "\u2013",
                "pixels of images resemble their neighbours");
        html.row("the same in the carriers", triple(cipher.carrier()), "0", "that nothing of the picture can be seen in the carrier; differs from 0 by about 1 / sqrt(pixels)");
    }

    private static String triple(CipherSummary.Correlations correlations) {
        StringBuilder text = new StringBuilder();
        for (Statistic each : new Statistic[] {correlations.horizontal(), correlations.vertical(), correlations.diagonal()}) {
            text.append(text.length() == 0 ? "" : ", ").append(number(each.mean(), 4));
        }
        return text.toString();
    }

    private void rates(String what, CipherSummary.Rates rates, String meaning) {
        html.row("NPCR, UACI: " + what, percent(rates.npcr().mean(), 3) + ", " + percent(rates.uaci().mean(), 3) + "; " + percent(rates.passed().mean(), 1) + " within bounds",
                percent(DifferenceRates.EXPECTED_NPCR, 3) + ", " + percent(DifferenceRates.EXPECTED_UACI, 3) + "; 98 %", meaning);
    }

    private void plots() {
        long[] counts = cipher.probabilities();
        double[] heights = new double[counts.length];
        double most = 1;
        double total = 0;
        for (int i = 0; i < counts.length; i++) {
            heights[i] = counts[i];
            most = Math.max(most, counts[i]);
            total += counts[i];
        }
        String svg = new Plot("chi-square probabilities", new double[] {0, 1}, new double[] {0, most * 1.1}).axes("p of the histogram's chi-square", "images")
                .bars("one", heights).level(total / counts.length).svg();
        html.raw("<figure>" + svg + "<figcaption>Probabilities of the sealed bytes' histograms; the dashed line is what noise gives on average</figcaption></figure>");
    }
}
