package org.dicomseal.evaluate;

/**
 * Sizes in bytes.
 *
 * @param raw         the whole object's native pixels
 * @param sealed      its whole payload: pixels, hidden attributes, headers, authentication
 * @param framesRaw   the frames that were looked at, native
 * @param framesCoded the same, marked, coded and encrypted
 * @param jpegLs      the same frames unmarked in JPEG-LS by an encoder installed here, or -1
 * @param jpeg2000    the same in reversible JPEG 2000, or -1
 */
public record SizeFigures(long raw, long sealed, long framesRaw, long framesCoded, long jpegLs, long jpeg2000) {

    /** Share of the raw bytes that sealing saves; negative where it adds. */
    public double saved() {
        return 1 - (double) sealed / raw;
    }
}
