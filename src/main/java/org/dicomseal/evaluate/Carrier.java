package org.dicomseal.evaluate;

import java.io.IOException;
import java.io.InputStream;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.ImagePixel;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.ValueElement;

/**
 * The pixel data of a sealed object, as an archive that knows nothing shows it.
 *
 * @param bytes  the first of them, at most {@link #MOST}
 * @param header bytes of the clear header before the ciphertext: UIDs, key id, salt, commitment
 */
record Carrier(ImagePixel module, byte[] bytes, int header) {

    /** Bytes that are looked at: 64 MiB. */
    static final int MOST = 64 << 20;
    /** Where the payload header says how long it is: two bytes, big endian. */
    private static final int LENGTH_AT = 8;

    static Carrier of(DataSet sealed) throws IOException {
        ImagePixel module = ImagePixel.of(sealed);
        try (InputStream in = ((ValueElement) sealed.get(Tag.PIXEL_DATA)).littleEndian().open()) {
            byte[] bytes = in.readNBytes(MOST);
            return new Carrier(module, bytes, (bytes[LENGTH_AT] & 0xff) << 8 | bytes[LENGTH_AT + 1] & 0xff);
        }
    }

    /** Its pixels from the first row after the header on; 8-bit ones where a pixel is one bit, which no neighbour measure is made for. */
    float[] pixels() {
        int pixelBytes = module.bitsAllocated() == 16 ? 2 : 1;
        int row = module.columns() * pixelBytes;
        int from = (header + row - 1) / row * row;
        float[] values = new float[Math.max(0, (bytes.length - from) / pixelBytes)];
        for (int i = 0; i < values.length; i++) {
            int at = from + i * pixelBytes;
            int word = pixelBytes == 2 ? bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 : bytes[at] & 0xff;
            values[i] = module.signed() && pixelBytes == 2 ? (short) word : word;
        }
        return values;
    }
}
