package org.domainstats.commandline;

import org.jspecify.annotations.Nullable;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * A line on the terminal that tells how far long work has come; silent where standard error is no
 * terminal.
 */
public final class Progress {

    private static final long EVERY_NANOS = 100_000_000;
    private static final int WIDTH = 30;
    private static final long NANOS = 1_000_000_000;

    private final @Nullable PrintStream terminal;
    private final String what;
    private final DoubleSupplier done;
    private long rows;
    private final long startNanos = System.nanoTime();
    private long nextNanos;

    private Progress(@Nullable PrintStream terminal, String what, DoubleSupplier done) {
        this.terminal = terminal;
        this.what = what;
        this.done = done;
    }

    /**
     * A progress line on standard error, if that is a terminal.
     *
     * @param done how far the work has come, from 0 to 1; NaN where nobody knows
     */
    public static Progress of(String what, DoubleSupplier done) {
        boolean shown = isTerminal() && !"dumb".equals(System.getenv("TERM"));
        return new Progress(shown ? System.err : null, what, done);
    }

    /** The same where lines go to standard output, which must not be the terminal. */
    public static Progress besideLines(String what, DoubleSupplier done) {
        boolean shown = isTerminal(2) && !isTerminal(1) && !"dumb".equals(System.getenv("TERM"));
        return new Progress(shown ? System.err : null, what, done);
    }

    /** Java tells it of both ends together only. */
    private static boolean isTerminal(int descriptor) {
        try {
            Path file = Path.of("/proc/self/fd/" + descriptor).toRealPath();
            return file.startsWith("/dev/pts") || file.toString().startsWith("/dev/tty");
        } catch (IOException e) {
            // No such file system, or no file behind the descriptor: a pipe, a socket.
            return false;
        }
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
    public void step() {
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
    public void at(long row) {
        rows = row;
        drawIfDue();
    }

    private void draw(PrintStream out) {
        long rate = rows * NANOS / Math.max(1, System.nanoTime() - startNanos);
        out.printf(Locale.ROOT, "\r%s %s%,d rows, %,d a second ", what, bar(), rows, rate);
    }

    /** Nothing where nobody knows how much there is. */
    private String bar() {
        double share = done.getAsDouble();
        if (Double.isNaN(share)) {
            return "";
        }
        int full = (int) Math.round(share * WIDTH);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  ",
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                100 * share);
    }

    /** Clears the line, so that the result stands where it was. */
    public void end() {
        if (terminal != null) {
            terminal.print("\r\u001b[K");
            terminal.flush();
        }
    }
}
