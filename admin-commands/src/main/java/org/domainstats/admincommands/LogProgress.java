package org.domainstats.admincommands;

import org.domainstats.commandline.Progress;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.streams.BrokenLogException;
import org.domainstats.streams.CountedInput;
import org.domainstats.streams.LogFiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** How far the reading of logs has come, by their bytes, as a line on the terminal. */
public final class LogProgress implements AutoCloseable {

    private final AtomicLong bytesRead = new AtomicLong();
    private final long bytes;
    private final Progress line;

    /**
     * @param files all that will be read; without any, nobody knows how much there is
     * @throws CommandException if one of them cannot be read
     */
    public LogProgress(String what, List<Path> files) {
        this.bytes = files.stream().mapToLong(LogProgress::size).sum();
        this.line = Progress.besideLines(what, this::share);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new CommandException(file + " cannot be read: " + ErrorMessages.reason(e), e);
        }
    }

    private double share() {
        return bytes == 0 ? Double.NaN : Math.min(1, bytesRead.doubleValue() / bytes);
    }

    /** A log, inflated where it is compressed, whose bytes count. */
    public InputStream counted(InputStream log) throws BrokenLogException {
        try {
            return LogFiles.inflated(new CountedInput(log, bytesRead));
        } catch (IOException e) {
            throw new BrokenLogException(e);
        }
    }

    /** So many rows were read. */
    public void at(long rows) {
        line.at(rows);
    }

    /** Clears the line. */
    @Override
    public void close() {
        line.end();
    }
}
