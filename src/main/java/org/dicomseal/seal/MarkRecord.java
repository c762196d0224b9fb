package org.dicomseal.seal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.dicomseal.dicom.Bulk;
import org.dicomseal.dicom.DataSet;
import org.dicomseal.dicom.Tag;
import org.dicomseal.keys.KeyId;
import org.dicomseal.watermark.PixelCode;
import org.dicomseal.watermark.TamperMap;
import org.dicomseal.watermark.WatermarkKey;

/**
 * Takes down, while the frames of a view are written, what its {@link MarkBlock} says of them. The block lies behind the pixels, so its values
 * are there when their turn comes; the object can be written again and again.
 */
final class MarkRecord {

    private final TamperMap tamper;
    private final PixelCode given;
    private final PixelCode restored;
    private final int frames;
    private final Late map;
    private final Late givenCode = new Late(PixelCode.BYTES);
    private final Late restoredCode = new Late(PixelCode.BYTES);
    private final ByteArrayOutputStream maps = new ByteArrayOutputStream();

    /** A value of known length whose bytes come later. */
    private static final class Late implements Bulk {

        private final long length;
        private byte[] bytes;

        Late(long length) {
            this.length = length;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public InputStream open() throws IOException {
            if (bytes == null) {
                throw new IOException("what is said of the pixels was asked for before the pixels");
            }
            return new ByteArrayInputStream(bytes);
        }
    }

    private MarkRecord(WatermarkKey key, DataSet view, PlainFrames plain) {
        String sopClass = view.string(Tag.SOP_CLASS_UID, "");
        String uid = view.string(Tag.SOP_INSTANCE_UID, "");
        tamper = new TamperMap(key, uid, plain.layout());
        given = new PixelCode(key, PixelCode.Use.GIVEN, sopClass, uid, plain.layout());
        restored = new PixelCode(key, PixelCode.Use.RESTORED, sopClass, uid, plain.layout());
        frames = plain.plan().frames();
        map = new Late((long) tamper.bytesPerFrame() * frames);
    }

    /**
     * Begins a record and puts its block into the view.
     *
     * @param key  the purpose key "wm" of the id
     * @param view has its final UIDs and attributes
     */
    static MarkRecord into(DataSet view, PlainFrames plain, KeyId id, WatermarkKey key) throws IOException {
        MarkRecord record = new MarkRecord(key, view, plain);
        MarkBlock.put(view, id, record.map, record.givenCode, record.restoredCode);
        return record;
    }

    /**
     * Takes a frame down; one after the other, from the first.
     *
     * @param before without the mark
     * @param after  as it is written
     */
    void add(byte[] before, byte[] after, int index) {
        if (index == 0) {
            // the object may have been begun before, and not have come to its end
            maps.reset();
            given.finish();
            restored.finish();
        }
        maps.writeBytes(tamper.make(index, after));
        given.add(after);
        restored.add(before);
        if (index == frames - 1) {
            map.bytes = maps.toByteArray();
            givenCode.bytes = given.finish();
            restoredCode.bytes = restored.finish();
        }
    }
}
