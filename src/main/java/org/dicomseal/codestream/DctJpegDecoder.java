package org.dicomseal.codestream;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Lossy JPEG of 8 bits, baseline, extended or progressive, by the JDK's own reader; 12 bits are refused, as that can't read them. Colour comes out
 * as RGB with Planar Configuration 0.
 */
final class DctJpegDecoder implements CodestreamDecoder {

    private static final int BASELINE = 0xC0;
    private static final int PROGRESSIVE = 0xC2;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COM = 0xFE;

    /** More scans than any encoder makes would only cost time: each goes over the whole image. */
    private static final int MAX_SCANS = 100;
    /** Of the 64 samples of a block, of two thirds as many blocks with subsampled chroma, each takes at least a bit. */
    private static final int MAX_SAMPLES_PER_BYTE = 1024;

    @Override
    public boolean mayBeLossless(byte[] codestream) {
        return false;
    }

    @Override
    public DecodedFrame decode(byte[] codestream, EncodedFormat format) throws CodestreamException {
        Stripped image = new Stripped(codestream);
        image.frame.mustMatch(format);
        if (format.samples() > (long) MAX_SAMPLES_PER_BYTE * codestream.length) {
            throw new CodestreamException("a JPEG codestream of " + codestream.length + " bytes can't hold " + format.samples() + " samples");
        }
        EncodedFormat decoded = decodedFormat(format);
        NativeRows rows = new NativeRows(decoded, image.frame.precision());
        Raster raster = read(image.bytes.toByteArray());
        if (raster.getWidth() != format.columns() || raster.getHeight() != format.rows()
                || raster.getNumBands() != format.samplesPerPixel()) {
            throw new CodestreamException("the JPEG reader gave an image of another size");
        }
        boolean toRgb = format.samplesPerPixel() == 3 && decoded.photometric().equals("RGB")
                && (!format.photometric().equals("RGB") || image.looksLikeYcc());
        put(raster, rows, toRgb);
        return new DecodedFrame(rows.bytes(), decoded, false);
    }

    /** Luminance and chrominance become RGB: what viewers of uncompressed images can be relied on to show. */
    @Override
    public EncodedFormat decodedFormat(EncodedFormat encoded) {
        if (encoded.samplesPerPixel() == 1) {
            return encoded;
        }
        boolean ycc = encoded.samplesPerPixel() == 3 && encoded.withFullChroma().photometric().equals("YBR_FULL");
        return (ycc ? encoded.withPhotometric("RGB") : encoded).withPlanarConfiguration(0);
    }

    private static void put(Raster raster, NativeRows rows, boolean toRgb) {
        int width = raster.getWidth();
        int[][] line = new int[raster.getNumBands()][width];
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int band = 0; band < line.length; band++) {
                raster.getSamples(0, y, width, 1, band, line[band]);
            }
            if (toRgb) {
                yccToRgb(line[0], line[1], line[2]);
            }
            for (int band = 0; band < line.length; band++) {
                rows.put(band, y, line[band], 0);
            }
        }
    }

    /** JFIF's conversion (ITU-R BT.601, full range) in the 16-bit fixed point that JPEG software shares, so that results are equal. */
    private static void yccToRgb(int[] first, int[] second, int[] third) {
        for (int x = 0; x < first.length; x++) {
            int y = first[x];
            int cb = second[x] - 128;
            int cr = third[x] - 128;
            first[x] = clamp(y + (91881 * cr + 32768 >> 16));
            second[x] = clamp(y + (-22554 * cb - 46802 * cr + 32768 >> 16));
            third[x] = clamp(y + (116130 * cb + 32768 >> 16));
        }
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }

    /** The raw components, with no colour conversion. The reader's warnings are faults of the codestream. */
    private static Raster read(byte[] jpeg) throws CodestreamException {
        ImageReader reader = jdkReader();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
            String[] warning = new String[1];
            reader.addIIOReadWarningListener((source, text) -> warning[0] = text);
            reader.setInput(in, true, true);
            Raster raster = reader.readRaster(0, null);
            if (warning[0] != null) {
                throw new CodestreamException("the JPEG codestream is damaged: " + warning[0]);
            }
            return raster;
        } catch (CodestreamException fault) {
            throw fault;
        } catch (IOException | RuntimeException fault) {
            throw new CodestreamException("the JPEG codestream can't be read: " + fault.getMessage(), fault);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader jdkReader() throws CodestreamException {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg"); readers.hasNext();) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule() == ImageReader.class.getModule()) {
                return reader;
            }
            reader.dispose();
        }
        throw new CodestreamException("this Java runtime has no JPEG reader");
    }

    /** The codestream without application and comment segments: the JDK's reader refuses files for faults in those. */
    private static final class Stripped {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private JpegFrame frame;
        private boolean jfif;
        private int adobeTransform = -1;

        Stripped(byte[] data) throws CodestreamException {
            SegmentReader reader = new SegmentReader(data);
            int scans = 0;
            for (int marker = reader.marker(); marker != EOI; marker = reader.marker()) {
                int start = reader.position() - 2;
                if (marker == SOI) {
                    bytes.write(data, start, 2);
                    continue;
                }
                Segment segment = reader.segment(marker);
                if (marker >= APP0 && marker <= APP15 || marker == COM) {
                    note(segment);
                    continue;
                }
                if (marker == SOS) {
                    reader.skipScan(segment.end());
                    if (++scans > MAX_SCANS || reader.atEnd()) {
                        throw CodestreamException.at(start, scans > MAX_SCANS ? "a JPEG with too many scans" : "a JPEG scan without an end");
                    }
                } else if (marker >= BASELINE && marker <= PROGRESSIVE && frame == null) {
                    frame(segment);
                }
                bytes.write(data, start, reader.position() - start);
            }
            if (frame == null || scans == 0) {
                throw new CodestreamException("a JPEG without a frame header or scan that can be decoded");
            }
            bytes.write(0xFF);
            bytes.write(EOI);
        }

        private void frame(Segment segment) throws CodestreamException {
            int at = segment.position();
            frame = JpegFrame.read(segment);
            if (frame.precision() != 8) {
                throw CodestreamException.at(at, "lossy JPEG of " + frame.precision() + " bits isn't decoded");
            }
        }

        private void note(Segment segment) throws CodestreamException {
            if (segment.marker() == APP0 && segment.remaining() >= 5) {
                jfif |= segment.uint32() == 0x4A464946L;
            } else if (segment.marker() == APP14 && segment.remaining() >= 12 && segment.uint32() == 0x41646F62L) {
                segment.uint32();
                segment.uint16();
                segment.uint8();
                adobeTransform = segment.uint8();
            }
        }

        /** Data sets say RGB over luminance and chrominance often enough; the codestream's own markers know better. */
        private boolean looksLikeYcc() {
            if (adobeTransform >= 0) {
                return adobeTransform == 1;
            }
            return frame.subsampled() || jfif;
        }
    }
}
