package org.dicomseal.evaluate.report;

import java.util.List;
import java.util.Locale;

/** A plot as inline SVG: axes with round ticks, and points, lines or bars in the report's colours. */
final class Plot {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 300;
    private static final int LEFT = 58;
    private static final int RIGHT = 14;
    private static final int TOP = 14;
    private static final int BOTTOM = 44;
    private static final int TICKS = 5;

    private final StringBuilder body = new StringBuilder();
    private final String title;
    private final double[] x;
    private final double[] y;

    /**
     * @param title says what is shown to those who don't see it
     * @param x     least and greatest value across
     * @param y     least and greatest value upwards
     */
    Plot(String title, double[] x, double[] y) {
        this.title = title;
        this.x = widened(x);
        this.y = widened(y);
    }

    private static double[] widened(double[] range) {
        return range[1] > range[0] ? range : new double[] {range[0] - 0.5, range[0] + 0.5};
    }

    private double across(double value) {
        return LEFT + (value - x[0]) / (x[1] - x[0]) * (WIDTH - LEFT - RIGHT);
    }

    private double down(double value) {
        return HEIGHT - BOTTOM - (value - y[0]) / (y[1] - y[0]) * (HEIGHT - TOP - BOTTOM);
    }

    /** Names the axes and draws ticks, as numbers. */
    Plot axes(String xName, String yName) {
        double step = step(x);
        for (double value = Math.ceil(x[0] / step) * step; value <= x[1] + step * 1e-6; value += step) {
            xTick(value, number(value, step));
        }
        return names(xName, yName);
    }

    /** The same for an axis of powers of ten, whose values are the exponents. */
    Plot axesOfPowers(String xName, String yName) {
        for (int power = (int) Math.ceil(x[0]); power <= x[1]; power++) {
            xTick(power, power == 0 ? "1" : "10<tspan dy='-5' font-size='9'>" + power + "</tspan>");
        }
        return names(xName, yName);
    }

    private void xTick(double value, String text) {
        add("<line class='grid' x1='%.1f' x2='%.1f' y1='%d' y2='%d'/><text x='%.1f' y='%d' text-anchor='middle'>", across(value), across(value),
                TOP, HEIGHT - BOTTOM, across(value), HEIGHT - BOTTOM + 16);
        body.append(text).append("</text>");
    }

    private Plot names(String xName, String yName) {
        double step = step(y);
        for (double value = Math.ceil(y[0] / step) * step; value <= y[1] + step * 1e-6; value += step) {
            add("<line class='grid' x1='%d' x2='%d' y1='%.1f' y2='%.1f'/><text x='%d' y='%.1f' text-anchor='end'>", LEFT, WIDTH - RIGHT,
                    down(value), down(value), LEFT - 6, down(value) + 4);
            body.append(number(value, step)).append("</text>");
        }
        add("<text x='%d' y='%d' text-anchor='middle'>", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8);
        body.append(Html.escape(xName)).append("</text>");
        add("<text transform='translate(13 %d) rotate(-90)' text-anchor='middle'>", (TOP + HEIGHT - BOTTOM) / 2);
        body.append(Html.escape(yName)).append("</text>");
        return this;
    }

    private static double step(double[] range) {
        double rough = (range[1] - range[0]) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double round : new double[] {1, 2, 5}) {
            if (round * power >= rough) {
                return round * power;
            }
        }
        return 10 * power;
    }

    private static String number(double value, double step) {
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
    }

    /** @param points pairs of values; what lies outside the axes is left out */
    Plot points(String style, List<double[]> points) {
        for (double[] point : points) {
            if (point[0] >= x[0] && point[0] <= x[1] && point[1] >= y[0] && point[1] <= y[1]) {
                add("<circle class='%s' cx='%.1f' cy='%.1f' r='3'/>", style, across(point[0]), down(point[1]));
            }
        }
        return this;
    }

    Plot line(String style, List<double[]> points) {
        body.append("<polyline class='line ").append(style).append("' points='");
        for (double[] point : points) {
            double px = Math.max(x[0], Math.min(x[1], point[0]));
            double py = Math.max(y[0], Math.min(y[1], point[1]));
            add("%.1f,%.1f ", across(px), down(py));
        }
        body.append("'/>");
        return this;
    }

    /** Bars side by side over the whole width of the axis. */
    Plot bars(String style, double[] heights) {
        double width = (x[1] - x[0]) / heights.length;
        for (int i = 0; i < heights.length; i++) {
            if (heights[i] > 0) {
                double left = across(x[0] + i * width);
                double right = across(x[0] + (i + 1) * width);
                add("<rect class='%s' x='%.2f' y='%.1f' width='%.2f' height='%.1f'/>", style, left, down(heights[i]), right - left,
                        down(y[0]) - down(heights[i]));
            }
        }
        return this;
    }

    /** A dashed line across at a height. */
    Plot level(double height) {
        add("<line class='level' x1='%d' x2='%d' y1='%.1f' y2='%.1f'/>", LEFT, WIDTH - RIGHT, down(height), down(height));
        return this;
    }

    /** A dashed line upwards at a place. */
    Plot mark(double place) {
        add("<line class='level' x1='%.1f' x2='%.1f' y1='%d' y2='%d'/>", across(place), across(place), TOP, HEIGHT - BOTTOM);
        return this;
    }

    private void add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values));
    }

    String svg() {
        return "<svg class='plot' viewBox='0 0 " + WIDTH + ' ' + HEIGHT + "' role='img' aria-label='" + Html.escape(title) + "'>"
                + body + "</svg>";
    }

    /** A histogram without axes, to stand under a picture; square-root scale, so that a flat ground doesn't hide the rest. */
    static String small(String title, String style, long[] counts) {
        double tallest = 1;
        for (long count : counts) {
            tallest = Math.max(tallest, Math.sqrt(count));
        }
        StringBuilder path = new StringBuilder("M0 64");
        for (int i = 0; i < counts.length; i++) {
            double top = 64 - 62 * Math.sqrt(counts[i]) / tallest;
            path.append(String.format(Locale.ROOT, "L%d %.1fL%d %.1f", i, top, i + 1, top));
        }
        return "<svg class='small' viewBox='0 0 " + counts.length + " 64' preserveAspectRatio='none' role='img' aria-label='"
                + Html.escape(title) + "'><path class='" + style + "' d='" + path + "L" + counts.length + " 64Z'/></svg>";
    }
}
