package org.dicomseal.seal;

import java.io.IOException;
import java.util.Optional;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.keys.KeyId;
import org.dicomseal.watermark.PixelCode;

/**
 * The private block of an image that is watermarked and not encrypted (private creator {@code DICOMSEAL MARK 1}, any block of a group behind
 * Pixel Data, so that it can be made while the pixels are written). The mark in the pixels needs none of it; without it nobody can tell
 * which part of them was changed, nor that the object is ours.
 * <pre>
 * (7FE1,xx01) OB key id (16)
 * (7FE1,xx02) OB tamper map: two bytes for each block of 64 x 64 pixels, row by row, frame after frame
 * (7FE1,xx03) OB keyed code over UIDs, shape and pixels as they are given (32)
 * (7FE1,xx04) OB the same over the pixels without the mark (32)
 * </pre>
 *
 * @param keyId    whose keys made mark, map and codes
 * @param map      the tamper maps of all frames
 * @param given    what {@link PixelCode} says of the pixels as they are
 * @param restored and of those without the mark
 */
record MarkBlock(KeyId keyId, byte[] map, byte[] given, byte[] restored) {

    private static final String CREATOR = "DICOMSEAL MARK 1";
    private static final int GROUP = 0x7FE1;
    private static final int KEY = 0x01;
    private static final int MAP = 0x02;
    private static final int GIVEN = 0x03;
    private static final int RESTORED = 0x04;
    /** A map this long stands for more pixels than an element can have. */
    private static final long LONGEST_MAP = 16 << 20;

    /** Puts a block into a data set in place of one that is there. */
    static void put(DataSet dataSet, KeyId keyId, Bulk map, Bulk given, Bulk restored) throws IOException {
        removeFrom(dataSet);
        dataSet.putBytes(dataSet.reservePrivateTag(GROUP, CREATOR, KEY), VR.OB, keyId.bytes());
        dataSet.put(new ValueElement(dataSet.reservePrivateTag(GROUP, CREATOR, MAP), VR.OB, map));
        dataSet.put(new ValueElement(dataSet.reservePrivateTag(GROUP, CREATOR, GIVEN), VR.OB, given));
        dataSet.put(new ValueElement(dataSet.reservePrivateTag(GROUP, CREATOR, RESTORED), VR.OB, restored));
    }

    /** The block of an object, if it has one whose elements are of the right kind and size. */
    static Optional<MarkBlock> of(DataSet dataSet) throws IOException {
        Optional<byte[]> id = value(dataSet, KEY, KeyId.LENGTH);
        Optional<byte[]> map = value(dataSet, MAP, LONGEST_MAP);
        Optional<byte[]> given = value(dataSet, GIVEN, PixelCode.BYTES);
        Optional<byte[]> restored = value(dataSet, RESTORED, PixelCode.BYTES);
        boolean whole = id.isPresent() && id.get().length == KeyId.LENGTH && map.isPresent()
                && given.isPresent() && given.get().length == PixelCode.BYTES
                && restored.isPresent() && restored.get().length == PixelCode.BYTES;
        return whole ? Optional.of(new MarkBlock(KeyId.of(id.get()), map.get(), given.get(), restored.get())) : Optional.empty();
    }

    private static Optional<byte[]> value(DataSet dataSet, int element, long longest) throws IOException {
        int tag = dataSet.privateTag(GROUP, CREATOR, element);
        boolean there = tag != 0 && dataSet.get(tag) instanceof ValueElement value && value.length() <= longest;
        return there ? Optional.of(((ValueElement) dataSet.get(tag)).value().bytes()) : Optional.empty();
    }

    static void removeFrom(DataSet dataSet) {
        int key = dataSet.privateTag(GROUP, CREATOR, KEY);
        if (key != 0) {
            int block = key >>> 8 << 8;
            for (Element element : DataSets.snapshot(dataSet)) {
                if (element.tag() >>> 8 << 8 == block) {
                    dataSet.remove(element.tag());
                }
            }
            dataSet.remove(Tag.of(GROUP, Tag.element(key) >> 8));
        }
    }
}
