package org.domainstats.commands;

import org.jspecify.annotations.Nullable;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * A line on the terminal that tells how far long work has come; silent where standard error is no
 * terminal.
 */
final class Progress {

    private static final long EVERY_NANOS = 100_000_000;
    private static final int WIDTH = 30;

    private final @Nullable PrintStream terminal;
    private final String what;
    private final DoubleSupplier done;
    private long rows;
    private long nextNanos;

    private Progress(@Nullable PrintStream terminal, String what, DoubleSupplier done) {
        this.terminal = terminal;
        this.what = what;
        this.done = done;
    }

    /**
     * @param done how far the work has come, from 0 to 1
     */
    static Progress of(String what, DoubleSupplier done) {
        boolean shown = isTerminal() && !"dumb".equals(System.getenv("TERM"));
        return new Progress(shown ? System.err : null, what, done);
    }

    /**
     * There is no console at all where neither end is a terminal, whatever newer documentation
     * says.
     */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** One more row is done. */
    void step() {
        rows++;
        // The clock is not looked at for every row.
        if ((rows & 0xff) == 0) {
            drawIfDue();
        }
    }

    private void drawIfDue() {
        long now = System.nanoTime();
        if (terminal != null && now - nextNanos >= 0) {
            nextNanos = now + EVERY_NANOS;
            draw(terminal);
        }
    }

    /** The work has come to a row, however many calls ago the last one was. */
    void at(long row) {
        rows = row;
        drawIfDue();
    }

    private void draw(PrintStream out) {
        double share = done.getAsDouble();
        int full = (int) Math.round(share * WIDTH);
        out.printf(
                Locale.ROOT,
                "\r%s [%s%s] %3.0f %%  %,d rows ",
                what,
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                100 * share,
                rows);
    }

    /** Clears the line, so that the result stands where it was. */
    void end() {
        if (terminal != null) {
            terminal.print("\r\u001b[K");
            terminal.flush();
        }
    }
}
