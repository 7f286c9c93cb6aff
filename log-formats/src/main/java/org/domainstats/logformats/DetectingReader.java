package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Nameless;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * Reads by the format that the first line of a known one tells. Lines in front of that are left as
 * they are, so that nothing waits for a log that is still being written.
 */
public final class DetectingReader implements LineReader {

    /** More of a line is not needed to recognise it. */
    private static final int LOOKED_AT = 64 * 1_024;

    private final ReadingOptions options;
    private @Nullable LineReader reader;

    public DetectingReader(ReadingOptions options) {
        this.options = options;
        LogFormat given = options.format();
        this.reader = given == null ? null : given.reader(options);
    }

    @Override
    public Reading read(byte[] bytes, int start, int end) {
        LineReader known = reader;
        if (known != null) {
            return known.read(bytes, start, end);
        }
        String line =
                new String(
                        bytes,
                        start,
                        Math.min(end - start, LOOKED_AT),
                        StandardCharsets.ISO_8859_1);
        LogFormat format = LogFormat.detect(line, options);
        if (format == null) {
            return new Nameless(
                    line.isBlank()
                            ? Why.BLANK
                            : line.startsWith("#") ? Why.HEADER : Why.UNRECOGNISED);
        }
        known = format.reader(options);
        Reading reading = known.read(bytes, start, end);
        if (!(reading instanceof Nameless nameless && nameless.why() == Why.MALFORMED)) {
            reader = known;
        }
        return reading;
    }

    /** Whether the format is known by now. */
    public boolean isDetected() {
        return reader != null;
    }
}
