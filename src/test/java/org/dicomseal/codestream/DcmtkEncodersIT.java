package org.dicomseal.codestream;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dicomseal.peers.Peers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What DCMTK's encoders make of our images comes back exactly. */
class DcmtkEncodersIT {

    @TempDir
    private Path folder;

    record Case(String program, List<String> options, EncodedFormat format) {

        @Override
        public String toString() {
            return program + " " + String.join(" ", options) + " of " + format.samplesPerPixel() + " x " + format.bitsStored()
                    + " bits" + (format.signed() ? ", signed" : "");
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (EncodedFormat format : formats()) {
            cases.add(new Case("dcmcrle", List.of(), format));
            cases.add(new Case("dcmcjpls", List.of("+el"), format));
            if (!format.signed()) {
                // Of signed samples cooked mode makes numbers that fail its own assertion in DCMTK 3.6.7.
                cases.add(new Case("dcmcjpls", List.of("+el", "+pc", "+pz"), format));
            }
            cases.add(new Case("dcmcjpeg", List.of("+e1"), format));
            cases.add(new Case("dcmcjpeg", List.of("+el", "+sv", "6"), format));
            cases.add(new Case("dcmcjpeg", List.of("+el", "+sv", "7"), format));
            if (format.samplesPerPixel() == 3) {
                cases.add(new Case("dcmcjpls", List.of("+el", "+is"), format));
                cases.add(new Case("dcmcjpls", List.of("+el", "+in"), format));
            }
        }
        return cases.stream();
    }

    private static List<EncodedFormat> formats() {
        return List.of(TestImage.format(1, 8, false), TestImage.format(1, 8, true), TestImage.format(1, 10, false),
                TestImage.format(1, 12, true), TestImage.format(1, 16, false), TestImage.format(1, 16, true),
                TestImage.format(3, 8, false), TestImage.format(3, 8, false).withPlanarConfiguration(1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void losslessCodingComesBackExactly(Case each) throws Exception {
        byte[] frame = TestImage.frame(each.format());
        Path plain = folder.resolve("plain.dcm");
        Path coded = folder.resolve("coded.dcm");
        PeerImages.write(plain, each.format(), frame);
        List<Object> arguments = new ArrayList<>(each.options());
        arguments.add(plain);
        arguments.add(coded);
        Peers.Run run = Peers.run(each.program(), arguments.toArray());
        assertEquals(0, run.status(), run.output());
        PeerImages.Decoded decoded = PeerImages.decode(coded);
        assertTrue(decoded.lossless());
        // The encoder may have turned planes into pixels, and said so.
        EncodedFormat expected = each.format().withPlanarConfiguration(decoded.format().planarConfiguration());
        assertArrayEquals(TestImage.frame(expected), decoded.frames());
    }
}
