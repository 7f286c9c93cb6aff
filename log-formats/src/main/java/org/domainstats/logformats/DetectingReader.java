package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.Reading.Nameless;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads by the format that the first line of a known one tells. Lines in front of that are left as
 * they are, so that nothing waits for a log that is still being written.
 *
 * <p>Several programs may write into one log, as by syslog: a line that is not of the format is
 * then read as what it is.
 */
public final class DetectingReader implements LineReader {

    /** More of a line is not needed to recognise it. */
    private static final int LOOKED_AT = 64 * 1_024;

    private final ReadingOptions options;
    private final Map<LogFormat, LineReader> readers = new EnumMap<>(LogFormat.class);
    private @Nullable LogFormat format;

    /** Whether the format was decided by a line that nothing else looks like. */
    private boolean certain;

    /** Why nothing can be read, where that is known. */
    private @Nullable NoNameReason unreadable;

    public DetectingReader(ReadingOptions options) {
        this.options = options;
        this.format = options.format();
        this.certain = format != null;
    }

    @Override
    public Reading read(byte[] bytes, int start, int end) {
        LogFormat known = format;
        if (known == null) {
            return detect(bytes, start, end);
        }
        // Text of the format may stand in a string of it, and nothing may stand behind it.
        boolean object = known.isText() && start < end && bytes[start] == '{';
        Reading reading =
                object && options.format() == null
                        ? new Nameless(NoNameReason.MALFORMED)
                        : reader(known).read(bytes, start, end);
        if (known == LogFormat.CSV && is(reading, NoNameReason.NO_COLUMN)) {
            unreadable = NoNameReason.NO_COLUMN;
        }
        return isOfAnother(reading, known) ? other(reading, bytes, start, end) : reading;
    }

    private LineReader reader(LogFormat of) {
        return readers.computeIfAbsent(of, absent -> absent.reader(options));
    }

    /** What the first known line says. */
    private Reading detect(byte[] bytes, int start, int end) {
        String line = line(bytes, start, end);
        LogFormat found = LogFormat.detect(line, options);
        if (found == null) {
            return unrecognised(line);
        }
        Reading reading = reader(found).read(bytes, start, end);
        if (is(reading, NoNameReason.MALFORMED)) {
            return isOpened(line) ? unrecognised(line) : reading;
        }
        become(found, reading);
        return reading;
    }

    private Reading unrecognised(String line) {
        if (line.isBlank()) {
            return new Nameless(NoNameReason.BLANK);
        }
        if (isOpened(line)) {
            unreadable = NoNameReason.MULTILINE;
            return new Nameless(NoNameReason.MULTILINE);
        }
        return new Nameless(line.startsWith("#") ? NoNameReason.HEADER : NoNameReason.UNRECOGNISED);
    }

    /** Whether a line opens an object that ends in another, or holds an array of them. */
    private static boolean isOpened(String line) {
        String text = line.strip();
        return text.equals("{")
                || text.startsWith("[") && (text.length() == 1 || text.contains("{"));
    }

    private void become(LogFormat found, Reading reading) {
        format = found;
        unreadable = is(reading, NoNameReason.NO_COLUMN) ? NoNameReason.NO_COLUMN : null;
        certain = !found.isText() || reading instanceof Named && found != LogFormat.NAMES;
    }

    private boolean isOfAnother(Reading reading, LogFormat known) {
        return options.format() == null
                && (known.isText() || known == LogFormat.JSON)
                && (is(reading, NoNameReason.MALFORMED)
                        || !certain && is(reading, NoNameReason.NO_NAME));
    }

    /** What another format finds in a line; else what was read. */
    private Reading other(Reading reading, byte[] bytes, int start, int end) {
        LogFormat found = LogFormat.detect(line(bytes, start, end), options);
        if (found == null || found == format || certain && !found.isOfSyslog()) {
            return reading;
        }
        Reading its = reader(found).read(bytes, start, end);
        boolean named = its instanceof Named;
        if (!named && (certain || found.isText() || is(its, NoNameReason.MALFORMED))) {
            return reading;
        }
        if (!certain) {
            become(found, its);
        }
        return its;
    }

    private static boolean is(Reading reading, NoNameReason reason) {
        return reading instanceof Nameless nameless && nameless.reason() == reason;
    }

    private static String line(byte[] bytes, int start, int end) {
        int length = Math.min(end - start, LOOKED_AT);
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    /** Whether the format is known by now, and the place of the name in it. */
    public boolean isDetected() {
        return format != null && unreadable == null;
    }

    /** Why it is not, where that is known. */
    public Optional<NoNameReason> unreadable() {
        return Optional.ofNullable(unreadable);
    }
}
