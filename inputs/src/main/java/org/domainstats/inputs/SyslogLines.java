package org.domainstats.inputs;

import org.domainstats.base.LruMap;
import org.domainstats.logformats.DetectingReader;
import org.domainstats.logformats.NoNameReason;
import org.domainstats.logformats.Reading;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.Reading.Nameless;
import org.domainstats.logformats.ReadingOptions;
import org.domainstats.model.PublicName;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads messages of syslog: each program of each host has a format of its own. */
final class SyslogLines {

    /** Programs whose format is remembered; of others it is found anew, which costs little. */
    private static final int MOST_READERS = 256;

    /** Lengths up to which senders and relays send; the rest of a longer message is missing. */
    private static final Set<Integer> LIMITS =
            Set.of(480, 512, 1_024, 2_048, 4_096, 8_192, 16_384, 32_768, 65_507);

    private final LineNames names;
    private final Map<String, DetectingReader> readers = new LruMap<>(MOST_READERS);

    SyslogLines(LineNames names) {
        this.names = names;
    }

    /** A name in a message, and who asked: the client, or else the sensor that reports it. */
    record Found(PublicName name, String client) {}

    /**
     * The names in a message.
     *
     * @param ended whether the message ends there for certain
     * @param peer the address that it came from
     */
    synchronized List<Found> read(byte[] bytes, int length, boolean ended, String peer) {
        SyslogMessage message = SyslogMessage.parse(bytes, 0, length);
        // One of them may be a zero or a line feed.
        boolean whole = ended && !LIMITS.contains(length) && !LIMITS.contains(length + 1);
        Reading reading = read(peer + ' ' + message.sender(), message.line(), whole);
        List<Found> found = new ArrayList<>();
        for (PublicName name : names.of(reading)) {
            @Nullable String client = ((Named) reading).origin().client();
            found.add(new Found(name, client == null ? peer : client));
        }
        return found;
    }

    /** The name at the end of a message that was cut off may be a part of another. */
    private Reading read(String program, String text, boolean whole) {
        byte[] line = text.getBytes(StandardCharsets.ISO_8859_1);
        Reading reading = read(program, line);
        return !whole && reading instanceof Named named && named.isAtEnd(line, 0, line.length)
                ? new Nameless(NoNameReason.CUT_OFF)
                : reading;
    }

    /** A line that is not of the program's format may be of another: senders can be forged. */
    private Reading read(String program, byte[] line) {
        Reading reading = readers.computeIfAbsent(program, _ -> fresh()).read(line, 0, line.length);
        if (reading instanceof Nameless nameless && nameless.reason() == NoNameReason.MALFORMED) {
            DetectingReader other = fresh();
            Reading again = other.read(line, 0, line.length);
            if (again instanceof Named) {
                readers.put(program, other);
                return again;
            }
        }
        return reading;
    }

    private static DetectingReader fresh() {
        return new DetectingReader(ReadingOptions.DEFAULT);
    }
}
