package org.domainstats.admincommands;

import org.domainstats.composition.ErrorMessages;
import org.domainstats.logformats.NoNameReason;
import org.domainstats.streams.BrokenLogException;
import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Logs that could not be read, or only in part; those after them are read all the same. */
public final class LogProblems {

    private final List<String> problems = new ArrayList<>();

    /**
     * A log that breaks off.
     *
     * @param log null for standard input
     */
    public void broken(@Nullable Path log, BrokenLogException failure) {
        problems.add(
                "%s could not be read to its end: %s"
                        .formatted(name(log), ErrorMessages.reason(failure)));
    }

    /**
     * A log whose format is not known.
     *
     * @param log null for standard input
     * @param why where that is known
     */
    public void unrecognised(@Nullable Path log, Optional<NoNameReason> why) {
        problems.add(
                why.map(known -> "%s is not read: %s".formatted(name(log), known.text()))
                        .orElseGet(
                                () ->
                                        name(log)
                                                + " is of no format that is known; name it with"
                                                + " --format, or the place of the name with"
                                                + " --name-path or --name-column"));
    }

    private static String name(@Nullable Path log) {
        return log == null ? "standard input" : log.toString();
    }

    /** Says all of them, and whether there were any. */
    public boolean print(PrintWriter err) {
        problems.forEach(each -> err.println("domain-stats: " + each));
        err.flush();
        return !problems.isEmpty();
    }
}
