package org.dicomseal.cli.verify;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import javax.imageio.ImageIO;
import org.dicomseal.watermark.TamperMap;
import org.dicomseal.watermark.trace.GreyImage;

/** Shows where a frame was changed. */
final class TamperPicture {

    private TamperPicture() {
    }

    /** The blocks in rows of dots, changed ones as X. */
    static String text(BitSet changed, int across, int down) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < down; row++) {
            text.append("    ");
            for (int column = 0; column < across; column++) {
                text.append(changed.get(row * across + column) ? 'X' : '.');
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    /** The frame as it is shown, with changed blocks in red. */
    static void write(GreyImage shown, BitSet changed, int across, Path png) throws IOException {
        BufferedImage image = new BufferedImage(shown.width(), shown.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < shown.height(); y++) {
            for (int x = 0; x < shown.width(); x++) {
                int level = Math.round(shown.at(x, y));
                image.setRGB(x, y, level << 16 | level << 8 | level);
            }
        }
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        for (int block = changed.nextSetBit(0); block >= 0; block = changed.nextSetBit(block + 1)) {
            int x = block % across * TamperMap.BLOCK;
            int y = block / across * TamperMap.BLOCK;
            int width = Math.min(TamperMap.BLOCK, shown.width() - x);
            int height = Math.min(TamperMap.BLOCK, shown.height() - y);
            graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.35f));
            graphics.fillRect(x, y, width, height);
            graphics.setComposite(AlphaComposite.SrcOver);
            graphics.drawRect(x, y, width - 1, height - 1);
        }
        graphics.dispose();
        if (!ImageIO.write(image, "png", png.toFile())) {
            throw new IOException(png + " can't be written as PNG");
        }
    }
}
