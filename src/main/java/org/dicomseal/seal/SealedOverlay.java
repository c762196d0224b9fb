package org.dicomseal.seal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;

/**
 * A one-bit overlay (PS3.3 C.9.2) that tells whoever looks at the noise that the image is sealed and which AE to ask: two lines of at
 * most 20 characters, 288 bytes. Put in where the SOP class has the Overlay Plane module and the carrier is large enough.
 */
final class SealedOverlay {

    private static final int GROUP = 0x6000;
    private static final int COLUMNS = 128;
    private static final int ROWS = 18;
    private static final int CELL = 6;

    /** All that {@link #put} puts in. */
    static final List<Integer> TAGS = List.of(tag(0x10), tag(0x11), tag(0x22), tag(0x40), tag(0x50), tag(0x100), tag(0x102),
            tag(0x3000));

    private static final String ARC = "1.2.840.10008.5.1.4.1.1.";
    /** CR, DX, MG, IO, CT, MR, US, US multi-frame, SC, XA, XRF, NM, PET, RT image, VL endoscopic, microscopic, photographic. */
    private static final Set<String> WITH_OVERLAYS = Set.of(ARC + "1", ARC + "1.1", ARC + "1.1.1", ARC + "1.2", ARC + "1.2.1",
            ARC + "1.3", ARC + "1.3.1", ARC + "2", ARC + "4", ARC + "6.1", ARC + "3.1", ARC + "7", ARC + "12.1", ARC + "12.2",
            ARC + "20", ARC + "128", ARC + "481.1", ARC + "77.1.1", ARC + "77.1.2", ARC + "77.1.4");

    private static final String CHARACTERS = " -._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    /** Five columns a character, the topmost of seven rows in the lowest bit. */
    private static final String GLYPHS = "0000000000" + "0808080808" + "0060600000" + "4040404040"
            + "3E5149453E" + "00427F4000" + "4261514946" + "2141454B31" + "1814127F10" + "2745454539" + "3C4A494930"
            + "0171090503" + "3649494936" + "064949291E"
            + "7E1111117E" + "7F49494936" + "3E41414122" + "7F4141221C" + "7F49494941" + "7F09090901" + "3E4149497A"
            + "7F0808087F" + "00417F4100" + "2040413F01" + "7F08142241" + "7F40404040" + "7F020C027F" + "7F0408107F"
            + "3E4141413E" + "7F09090906" + "3E4151215E" + "7F09192946" + "4649494931" + "01017F0101" + "3F4040403F"
            + "1F2040201F" + "3F4038403F" + "6314081463" + "0708700807" + "6151494543";

    private SealedOverlay() {
    }

    static void put(DataSet dataSet, String sopClassUid, CarrierShape shape, String askAe) {
        if (!WITH_OVERLAYS.contains(sopClassUid) || shape.columns() < COLUMNS || shape.rows() < ROWS) {
            return;
        }
        dataSet.putInts(tag(0x10), VR.US, ROWS);
        dataSet.putInts(tag(0x11), VR.US, COLUMNS);
        dataSet.putString(tag(0x22), VR.LO, "Sealed image, ask " + askAe);
        dataSet.putString(tag(0x40), VR.CS, "G");
        dataSet.putInts(tag(0x50), VR.SS, 1, 1);
        dataSet.putInts(tag(0x100), VR.US, 1);
        dataSet.putInts(tag(0x102), VR.US, 0);
        dataSet.putBytes(tag(0x3000), VR.OW, bitmap("SEALED IMAGE", "ASK " + askAe));
    }

    /** Rows from the top, the leftmost pixel in the lowest bit (PS3.5 8.1.2). */
    static byte[] bitmap(String... lines) {
        byte[] bits = new byte[ROWS * COLUMNS / 8];
        for (int line = 0; line < lines.length; line++) {
            String text = lines[line].toUpperCase(Locale.ROOT);
            for (int i = 0; i < text.length() && (i + 1) * CELL <= COLUMNS; i++) {
                draw(bits, text.charAt(i), 1 + line * 9, 1 + i * CELL);
            }
        }
        return bits;
    }

    private static void draw(byte[] bits, char character, int top, int left) {
        int glyph = Math.max(0, CHARACTERS.indexOf(character));
        for (int column = 0; column < 5; column++) {
            int at = 10 * glyph + 2 * column;
            int dots = Integer.parseInt(GLYPHS, at, at + 2, 16);
            for (int row = 0; row < 7; row++) {
                if ((dots >> row & 1) == 1) {
                    int pixel = (top + row) * COLUMNS + left + column;
                    bits[pixel / 8] |= (byte) (1 << pixel % 8);
                }
            }
        }
    }

    private static int tag(int element) {
        return Tag.of(GROUP, element);
    }
}
