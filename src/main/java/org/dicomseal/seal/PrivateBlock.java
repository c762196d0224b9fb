package org.dicomseal.seal;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.DicomException;
import org.dicomseal.dicom.Element;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;
import org.dicomseal.dicom.ValueElement;

/**
 * The private block with the codec metadata in clear (private creator {@code DICOMSEAL 1}, group 0099, any block). It is advisory: the
 * payload's own header says all that unsealing needs. Only where there is no pixel data does the block hold the payload.
 * <pre>
 * xx01 US format version                    xx06 LO original bytes of pixel data
 * xx02 LO suite                             xx07 LO bytes of the payload
 * xx03 OB key id (16)                       xx08 LO watermark: frames that carry one, or "none"
 * xx04 OB salt (32)                         xx10 OB the payload, in objects without pixel data
 * xx05 UI transfer syntax that came in        xx09 LO what was done with codestreams, and why; if there are any
 * </pre>
 */
final class PrivateBlock {

    static final String CREATOR = "DICOMSEAL 1";

    private static final int GROUP = 0x0099;
    private static final int SALT = 0x04;
    private static final int PAYLOAD = 0x10;

    private PrivateBlock() {
    }

    /** Puts a block of its own beside any that is there already. */
    static void put(DataSet dataSet, PayloadHeader header, PixelPath path, SealFigures figures) throws IOException {
        int base = Tag.of(GROUP, freeBlock(dataSet) << 8);
        dataSet.putString(Tag.of(GROUP, Tag.element(base) >> 8), VR.LO, CREATOR);
        dataSet.putInts(base | 0x01, VR.US, PayloadPrefix.VERSION);
        dataSet.putString(base | 0x02, VR.LO, "HKDF-SHA256 AES-256-GCM");
        dataSet.putBytes(base | 0x03, VR.OB, header.keyId().bytes());
        dataSet.putBytes(base | SALT, VR.OB, header.salt());
        dataSet.putString(base | 0x05, VR.UI, path.syntaxUid());
        dataSet.putString(base | 0x06, VR.LO, String.valueOf(figures.originalLength()));
        dataSet.putString(base | 0x07, VR.LO, String.valueOf(figures.payloadLength()));
        dataSet.putString(base | 0x08, VR.LO, figures.markedFrames() == 0 ? "none" : figures.markedFrames() + " frames");
        if (!path.note().isEmpty()) {
            dataSet.putString(base | 0x09, VR.LO, path.shortNote());
        }
    }

    /** Puts the payload into the block that {@link #put} made. */
    static void putPayload(DataSet dataSet, PayloadHeader header, Bulk payload) throws IOException {
        for (int base : blocks(dataSet)) {
            if (hasSalt(dataSet, base, header.salt())) {
                dataSet.put(new ValueElement(base | PAYLOAD, VR.OB, payload));
            }
        }
    }

    /** A payload outside of pixel data: any private element that starts like one, whoever its creator is by now. */
    static Optional<Bulk> payload(DataSet dataSet) throws IOException {
        for (Element element : dataSet) {
            if (Tag.isPrivate(element.tag()) && element instanceof ValueElement value && value.length() > 0
                    && (value.vr() == VR.OB || value.vr() == VR.UN) && PayloadFinder.startsLikePayload(value.value())) {
                return Optional.of(value.value());
            }
        }
        return Optional.empty();
    }

    /** Takes out the block of this sealing; blocks of other sealings stay. */
    static void remove(DataSet dataSet, PayloadHeader header) throws IOException {
        for (int base : blocks(dataSet)) {
            if (hasSalt(dataSet, base, header.salt())) {
                for (int element = 0; element <= 0xFF; element++) {
                    dataSet.remove(base | element);
                }
                dataSet.remove(Tag.of(Tag.group(base), Tag.element(base) >> 8));
            }
        }
    }

    private static List<Integer> blocks(DataSet dataSet) {
        return DataSets.snapshot(dataSet).stream().map(Element::tag)
                .filter(tag -> Tag.isPrivateCreator(tag) && CREATOR.equals(dataSet.string(tag)))
                .map(tag -> Tag.of(Tag.group(tag), Tag.element(tag) << 8)).toList();
    }

    private static boolean hasSalt(DataSet dataSet, int base, byte[] salt) throws IOException {
        return dataSet.get(base | SALT) instanceof ValueElement value && value.length() == salt.length
                && Arrays.equals(value.value().bytes(), salt);
    }

    private static int freeBlock(DataSet dataSet) throws DicomException {
        for (int block = 0x10; block <= 0xFF; block++) {
            int wanted = block;
            boolean taken = DataSets.snapshot(dataSet).stream().mapToInt(Element::tag).anyMatch(tag -> Tag.group(tag) == GROUP
                    && (Tag.element(tag) == wanted || Tag.element(tag) >> 8 == wanted));
            if (!taken) {
                return block;
            }
        }
        throw DicomException.of(Tag.of(GROUP, 0x10), "no free private block");
    }
}
