package org.domainstats.benchmarks;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Locale;

/**
 * One figure.
 *
 * @param figure with its unit
 * @param p99 what 99 of 100 answers took at most, where each answer was timed
 * @param ratio to another figure of the same run
 * @param promise what was promised, where something was
 */
record Measurement(
        String what,
        Figure figure,
        @Nullable Duration p99,
        @Nullable Ratio ratio,
        @Nullable Promise promise) {

    static Measurement of(String what, Figure figure) {
        return new Measurement(what, figure, null, null, null);
    }

    static Measurement of(String what, Wrk.Result result) {
        return of(what, Figure.perSecond(result.perSecond())).with(result.p99());
    }

    Measurement with(Duration slow) {
        return new Measurement(what, figure, slow, ratio, promise);
    }

    /** How it stands to another: more is more. */
    Measurement against(String baseline, double other) {
        return new Measurement(
                what, figure, p99, new Ratio(figure.value() / other, baseline), promise);
    }

    Measurement promised(Promise made) {
        return new Measurement(what, figure, p99, ratio, made);
    }

    /** A number and its unit. */
    record Figure(double value, String unit) {

        static Figure perSecond(double value) {
            return new Figure(value, "/s");
        }

        static Figure millis(Duration time) {
            return new Figure(time.toNanos() / 1e6, "ms");
        }

        static Figure micros(double micros) {
            return new Figure(micros, "µs");
        }

        static Figure mebibytes(long kib) {
            return new Figure(kib / 1024.0, "MiB");
        }

        @Override
        public String toString() {
            String form = value < 10 ? "%.2f" : value < 1_000 ? "%.1f" : "%,.0f";
            return String.format(Locale.ROOT, form, value)
                    + (unit.equals("/s") ? unit : " " + unit);
        }
    }

    /** A figure as a multiple of another. */
    record Ratio(double value, String baseline) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f of %s", value, baseline);
        }
    }

    /** What was promised, and whether it was kept this time. */
    record Promise(String text, boolean kept) {

        static Promise atLeast(double value, double bound, String text) {
            return new Promise(text, value >= bound);
        }

        static Promise atMost(double value, double bound, String text) {
            return new Promise(text, value <= bound);
        }
    }
}
