package org.domainstats.model;

/**
 * Punycode (RFC 3492) of names that are in canonical form already, as the rules of a suffix list
 * are. For these the program does without ICU, whose tables take longer to load than all the rest
 * of its start; names from outside go through {@link Idn}.
 */
final class Punycode {

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 0x80;

    private Punycode() {}

    /** The name with each label that is not ASCII as an A-label. */
    static String toALabels(String name) {
        if (isAscii(name)) {
            return name;
        }
        StringBuilder labels = new StringBuilder();
        for (String label : name.split("\\.", -1)) {
            if (!labels.isEmpty()) {
                labels.append('.');
            }
            labels.append(isAscii(label) ? label : "xn--" + encode(label));
        }
        return labels.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= INITIAL_N) {
                return false;
            }
        }
        return true;
    }

    /** The encoding procedure of section 6.3. */
    static String encode(String label) {
        int[] points = label.codePoints().toArray();
        StringBuilder output = new StringBuilder();
        for (int point : points) {
            if (point < INITIAL_N) {
                output.append((char) point);
            }
        }
        int basic = output.length();
        if (basic > 0) {
            output.append('-');
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        for (int handled = basic; handled < points.length; delta++, n++) {
            int next = smallestFrom(n, points);
            delta += (next - n) * (handled + 1);
            n = next;
            for (int point : points) {
                if (point < n) {
                    delta++;
                } else if (point == n) {
                    appendInteger(output, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
        }
        return output.toString();
    }

    private static int smallestFrom(int least, int[] points) {
        int smallest = Integer.MAX_VALUE;
        for (int point : points) {
            if (point >= least) {
                smallest = Math.min(smallest, point);
            }
        }
        return smallest;
    }

    private static void appendInteger(StringBuilder output, int delta, int bias) {
        int q = delta;
        for (int k = BASE; ; k += BASE) {
            int t = Math.clamp(k - bias, T_MIN, T_MAX);
            if (q < t) {
                output.append(digit(q));
                return;
            }
            output.append(digit(t + (q - t) % (BASE - t)));
            q = (q - t) / (BASE - t);
        }
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int adapt(int delta, int points, boolean first) {
        int left = first ? delta / DAMP : delta / 2;
        left += left / points;
        int k = 0;
        while (left > (BASE - T_MIN) * T_MAX / 2) {
            left /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * left / (left + SKEW);
    }
}
