package org.dicomseal.seal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;
import org.dicomseal.keys.KeyId;

/**
 * The private block of an object that is watermarked and not encrypted (private creator {@code DICOMSEAL MARK 1}, group 0099, any block).
 * The mark in the pixels needs none of it; without it nobody can tell which part of them was changed.
 * <pre>
 * xx01 OB key id (16)
 * xx02 OB tamper map: two bytes for each block of 64 x 64 pixels, row by row, frame after frame
 * </pre>
 *
 * @param keyId whose keys made mark and map
 * @param map   the tamper maps of all frames
 */
record MarkBlock(KeyId keyId, byte[] map) {

    private static final String CREATOR = "DICOMSEAL MARK 1";
    private static final int GROUP = 0x0099;
    private static final int KEY = 0x01;
    private static final int MAP = 0x02;

    void putInto(DataSet dataSet) throws IOException {
        dataSet.putBytes(dataSet.reservePrivateTag(GROUP, CREATOR, KEY), VR.OB, keyId.bytes());
        dataSet.putBytes(dataSet.reservePrivateTag(GROUP, CREATOR, MAP), VR.OB, map);
    }

    /** The block of an object, if it has one whose elements are of the right kind. */
    static Optional<MarkBlock> of(DataSet dataSet) throws IOException {
        int key = dataSet.privateTag(GROUP, CREATOR, KEY);
        int map = dataSet.privateTag(GROUP, CREATOR, MAP);
        if (key > 0 && dataSet.get(key) instanceof ValueElement id && id.length() == KeyId.LENGTH
                && dataSet.get(map) instanceof ValueElement codes) {
            return Optional.of(new MarkBlock(KeyId.of(id.value().bytes()), codes.value().bytes()));
        }
        return Optional.empty();
    }

    static void removeFrom(DataSet dataSet) {
        int key = dataSet.privateTag(GROUP, CREATOR, KEY);
        if (key > 0) {
            int block = key >>> 8 << 8;
            for (Element element : DataSets.snapshot(dataSet)) {
                if (element.tag() >>> 8 << 8 == block) {
                    dataSet.remove(element.tag());
                }
            }
            dataSet.remove(Tag.of(GROUP, Tag.element(key) >> 8));
        }
    }

    /** Joins the maps of frames. */
    static byte[] join(Iterable<byte[]> maps) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        maps.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
