package org.dicomseal.codec;

import java.util.List;

/** What is done to three colour planes before they are coded one by one. */
enum ColourTransform {

    /** Nothing: first, second, third, each with a look at those before it. */
    NONE,
    /** Green first, since red and blue resemble it most: green, red, blue. */
    GREEN_FIRST,
    /** Green, then how far red and blue are from it. */
    GREEN_DIFFERENCES;

    private static final int[] ORDER = {1, 0, 2};

    /** The transform for planes that came from red, green and blue. */
    static ColourTransform choose(List<Plane> rgb, boolean byReference) {
        if (byReference) {
            return GREEN_FIRST;
        }
        Plane green = rgb.get(1);
        if (2 * green.max() + 1 > Character.MAX_VALUE) {
            return NONE;
        }
        long plain = roughness(rgb.get(0)) + roughness(rgb.get(2));
        long differences = roughness(difference(rgb.get(0), green)) + roughness(difference(rgb.get(2), green));
        return differences < plain ? GREEN_DIFFERENCES : NONE;
    }

    List<Plane> forward(List<Plane> rgb) {
        Plane green = rgb.get(1);
        return switch (this) {
            case NONE -> rgb;
            case GREEN_FIRST -> List.of(green, rgb.get(0), rgb.get(2));
            case GREEN_DIFFERENCES -> List.of(green, difference(rgb.get(0), green), difference(rgb.get(2), green));
        };
    }

    /** The component that the k-th coded plane belongs to. */
    int component(int k) {
        return this == NONE ? k : ORDER[k];
    }

    /** The greatest sample of the k-th coded plane, for components up to max. */
    int max(int k, int max) {
        return this == GREEN_DIFFERENCES && k > 0 ? 2 * max : max;
    }

    /** The component that was coded as the k-th plane. */
    Plane inverse(int k, Plane coded, Plane green, int max) throws CodecException {
        if (this != GREEN_DIFFERENCES || k == 0) {
            return coded;
        }
        Plane plane = new Plane(coded.width(), coded.height(), max);
        int outside = 0;
        for (int i = 0; i < plane.size(); i++) {
            int value = coded.samples()[i] - max + green.samples()[i];
            outside |= value | max - value;
            plane.samples()[i] = (char) value;
        }
        if (outside < 0) {
            throw new CodecException("a colour outside its range");
        }
        return plane;
    }

    private static Plane difference(Plane plane, Plane green) {
        Plane difference = new Plane(plane.width(), plane.height(), 2 * green.max());
        for (int i = 0; i < plane.size(); i++) {
            difference.samples()[i] = (char) (plane.samples()[i] - green.samples()[i] + green.max());
        }
        return difference;
    }

    private static long roughness(Plane plane) {
        long sum = 0;
        char[] s = plane.samples();
        for (int i = 1; i < s.length; i++) {
            sum += Math.abs(s[i] - s[i - 1]);
        }
        return sum;
    }
}
