package org.dicomseal.biometric;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The ridge directions of an invented finger: the zero-pole model of Sherlock and Monro (Pattern Recognition 26, 1993) with the angular
 * corrections of Vizcaya and Gerhardt (Pattern Recognition 29, 1996), and a sine for plain arches. The model alone leaves ridges too flat above the
 * core; there they are bent towards the outline of the fingertip.
 * Pattern classes come about as often as in people: loops 66 %, whorls 28 %, arches 6 %.
 */
final class RidgeFlow {

    /** A core (sign +1) or delta (sign -1) with its own correction of the angle around it. */
    private record Pole(double x, double y, int sign, double first, double firstPhase, double second, double secondPhase) {

        double turn(double px, double py) {
            double angle = StrictMath.atan2(y - py, px - x);
            double corrected = angle + first * StrictMath.sin(angle + firstPhase) + second * StrictMath.sin(2 * angle + secondPhase);
            return sign * 0.5 * corrected;
        }
    }

    private final List<Pole> poles = new ArrayList<>();
    private final double centreX;
    private final double centreY;
    private final double width;
    private final double height;
    private final double archHeight;
    private final double tilt;
    private final SmoothNoise unevenness;
    private final double tipStrength;
    private final double tipDepth;

    RidgeFlow(Random random, int width, int height) {
        this.width = width;
        this.height = height;
        double pattern = random.nextDouble();
        centreX = width / 2.0 + 8 * random.nextGaussian();
        centreY = height * 0.42 + 10 * random.nextGaussian();
        double deltaX = 75 + 18 * random.nextGaussian();
        double deltaY = 110 + 20 * random.nextGaussian();
        if (pattern < 0.34) {
            core(random, centreX, centreY);
            delta(random, centreX + deltaX, centreY + deltaY);
        } else if (pattern < 0.66) {
            core(random, centreX, centreY);
            delta(random, centreX - deltaX, centreY + deltaY);
        } else if (pattern < 0.94) {
            double apart = 12 + 14 * random.nextDouble();
            double aside = 6 * random.nextGaussian();
            core(random, centreX - aside, centreY - apart / 2);
            core(random, centreX + aside, centreY + apart / 2 + 4);
            delta(random, centreX - 95 - 15 * random.nextGaussian(), centreY + 110 + 18 * random.nextGaussian());
            delta(random, centreX + 95 + 15 * random.nextGaussian(), centreY + 110 + 18 * random.nextGaussian());
        } else if (pattern < 0.97) {
            core(random, centreX, centreY + 10);
            delta(random, centreX + 6 * random.nextGaussian(), centreY + 90 + 12 * random.nextGaussian());
        }
        archHeight = 1.2 + 0.5 * random.nextDouble();
        tilt = 0.06 * random.nextGaussian();
        tipStrength = 0.45 + 0.45 * random.nextDouble();
        tipDepth = 25 + 40 * random.nextDouble();
        unevenness = new SmoothNoise(random, width, height, 90, 0.09);
    }

    private void core(Random random, double x, double y) {
        pole(random, x, y, 1);
    }

    private void delta(Random random, double x, double y) {
        pole(random, x, y, -1);
    }

    private void pole(Random random, double x, double y, int sign) {
        poles.add(new Pole(x, y, sign, 0.25 * random.nextGaussian(), 2 * Math.PI * random.nextDouble(),
                0.12 * random.nextGaussian(), 2 * Math.PI * random.nextDouble()));
    }

    /** Direction of the ridge through a point, in [0, pi). */
    double direction(double x, double y) {
        double angle = poles.isEmpty() ? arch(x, y) : loops(x, y);
        angle += tilt + unevenness.at(x, y);
        angle %= Math.PI;
        return angle < 0 ? angle + Math.PI : angle;
    }

    private double loops(double x, double y) {
        double sum = 0;
        for (Pole pole : poles) {
            sum += pole.turn(x, y);
        }
        return bentToTip(-sum, x, y);
    }

    /** Mixes in the direction of circles around a point below the core, more the further above the core a point lies. */
    private double bentToTip(double angle, double x, double y) {
        double above = centreY - y;
        if (above <= 0) {
            return angle;
        }
        double share = tipStrength * Math.min(1, above / 60);
        double circle = StrictMath.atan2(x - centreX, centreY + tipDepth - y);
        double cos = (1 - share) * StrictMath.cos(2 * angle) + share * StrictMath.cos(2 * circle);
        double sin = (1 - share) * StrictMath.sin(2 * angle) + share * StrictMath.sin(2 * circle);
        return StrictMath.atan2(sin, cos) / 2;
    }

    private double arch(double x, double y) {
        double steepness = Math.max(0, archHeight - archHeight * Math.abs(y - centreY * 1.1) / (height * 0.55));
        return StrictMath.atan(steepness * StrictMath.sin((x - centreX) / width * Math.PI * 1.3));
    }
}
