package org.dicomseal.seal;

import java.nio.ByteOrder;
import java.util.List;
import org.dicomseal.dicom.Tag;
import org.dicomseal.dicom.VR;

/**
 * An element whose bytes follow the manifest in the payload, in the order in which elements are written.
 *
 * @param order of the bytes in the payload
 */
record StreamedValue(ItemPath path, int tag, VR vr, ByteOrder order, Content content) {

    /** How the bytes lie in the payload. */
    sealed interface Content permits Bytes, Fragments, Frames {
    }

    boolean isTopLevelPixelData() {
        return path.isTop() && Tag.isPixelData(tag);
    }

    /** A plain value, in chunks. */
    record Bytes(long length) implements Content {
    }

    /** Encapsulated fragments, the offset table first, one after the other as they are. */
    record Fragments(List<Long> lengths) implements Content {
    }

    /** Native frames, each coded; then what follows the last frame, in chunks. */
    record Frames(FramePlan plan, long surplus) implements Content {
    }
}
