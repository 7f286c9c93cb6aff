package org.domainstats.benchmarks;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a server's processor time went, read from a recording of Java Flight Recorder. */
final class Profile {

    /** Samples by processor time (JEP 509), native code included. */
    static final String EVENT = "jdk.CPUTimeSample";

    private static final String OURS = "org.domainstats.";
    private static final int SHOWN = 15;

    private final Map<String, Integer> areas = new HashMap<>();
    private final Map<String, Integer> tops = new HashMap<>();
    private final Map<String, Integer> ours = new HashMap<>();
    private int samples;
    private Duration collecting = Duration.ZERO;

    private Profile() {}

    /**
     * Java's options that make a server write a recording when it is stopped.
     *
     * @param recording a path without blanks
     */
    static String options(Path recording) {
        return "-XX:StartFlightRecording:filename="
                + recording
                + ",dumponexit=true,settings=profile,"
                + EVENT
                // Its own words would come before the server's.
                + "#enabled=true -Xlog:jfr*=error:stderr";
    }

    static Profile read(Path recording) throws IOException {
        Profile profile = new Profile();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                switch (event.getEventType().getName()) {
                    case EVENT -> profile.add(event);
                    case "jdk.GarbageCollection" ->
                            profile.collecting =
                                    profile.collecting.plus(event.getDuration("sumOfPauses"));
                    default -> {
                        // Not of time.
                    }
                }
            }
        }
        return profile;
    }

    private void add(RecordedEvent sample) {
        @Nullable RecordedThread thread = sample.getThread("eventThread");
        if (thread != null && "main".equals(thread.getJavaName())) {
            // It starts the server and then has nothing more to do.
            return;
        }
        samples++;
        add(sample.getStackTrace());
    }

    private void add(@Nullable RecordedStackTrace stack) {
        if (stack == null || stack.getFrames().isEmpty()) {
            count(areas, "no stack");
            return;
        }
        List<String> frames = stack.getFrames().stream().map(Profile::name).toList();
        count(tops, frames.getFirst());
        count(
                areas,
                frames.stream()
                        .map(Profile::area)
                        .filter(each -> !each.isEmpty())
                        .findFirst()
                        .orElse("the JDK alone"));
        Set<String> once = new HashSet<>(frames);
        once.stream()
                .filter(
                        each ->
                                each.startsWith(OURS)
                                        && !each.contains("$$Lambda")
                                        && !each.contains(".lambda$"))
                .forEach(each -> count(ours, each));
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    /** Whose code a frame is; what the JDK does is done for the one who called it. */
    private static String area(String frame) {
        if (frame.startsWith(OURS)) {
            return "our " + frame.substring(OURS.length(), frame.indexOf('.', OURS.length()));
        }
        if (frame.startsWith("org.sqlite.")) {
            return "SQLite";
        }
        if (frame.startsWith("io.netty.")) {
            return frame.contains(".epoll.") || frame.contains(".unix.")
                    ? "sockets, the kernel included"
                    : "Netty";
        }
        if (frame.startsWith("com.github.benmanes.")) {
            return "the cache";
        }
        return frame.startsWith("com.ibm.icu.") || frame.startsWith("crawlercommons.")
                ? "names and suffixes"
                : "";
    }

    private static void count(Map<String, Integer> counts, String key) {
        counts.merge(key, 1, Integer::sum);
    }

    /** The tables, as Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder(4_096);
        table(text, "whose code", areas, areas.size());
        table(text, "methods of ours, with all below them", ours, SHOWN);
        table(text, "methods alone", tops, SHOWN);
        return text.append(
                        "%,d samples; %d ms of pauses for garbage.\n"
                                .formatted(samples, collecting.toMillis()))
                .toString();
    }

    private void table(StringBuilder text, String title, Map<String, Integer> counts, int most) {
        text.append("| ").append(title).append(" | share |\n|---|---|\n");
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .forEach(
                        each ->
                                text.append(
                                        String.format(
                                                Locale.ROOT,
                                                "| %s | %.1f %% |\n",
                                                each.getKey(),
                                                100.0 * each.getValue() / samples)));
        text.append('\n');
    }
}
