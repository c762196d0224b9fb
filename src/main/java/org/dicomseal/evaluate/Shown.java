package org.dicomseal.evaluate;

import java.io.IOException;
import java.util.Optional;
import org.dicomseal.seal.NativeImage;
import org.dicomseal.watermark.trace.Display;
import org.dicomseal.watermark.trace.GreyImage;

/** Pictures as a viewer shows them. */
final class Shown {

    private Shown() {
    }

    /** How a frame is shown first; empty if its samples aren't shown as brightness. */
    static Optional<Display> display(NativeImage image, byte[] frame) throws IOException {
        try {
            return Optional.of(new Display(image.layout(), image.window(frame)));
        } catch (IllegalArgumentException notShown) {
            return Optional.empty();
        }
    }

    /** A picture in whole levels from 0 to 255, as a file of 8 bits keeps it. */
    static GreyImage inEightBits(GreyImage picture) {
        float[] levels = picture.levels().clone();
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.max(0, Math.min(255, Math.round(levels[i])));
        }
        return new GreyImage(picture.width(), picture.height(), levels);
    }
}
