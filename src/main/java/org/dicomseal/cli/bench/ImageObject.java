package org.dicomseal.cli.bench;

import java.util.List;
import org.dicomseal.codec.FrameFormat;

/**
 * The frames of one object.
 *
 * @param name     what to call it in a table; a frame's number is added where there are more
 * @param modality its modality, or OT
 * @param format   the shape of every frame
 * @param frames   native frames, in order
 */
public record ImageObject(String name, String modality, FrameFormat format, List<byte[]> frames) {

    /** The name of a frame. */
    public String name(int frame) {
        return frames.size() == 1 ? name : name + "#" + frame;
    }
}
