package org.domainstats.inputs;

import org.domainstats.logformats.DetectingReader;
import org.domainstats.logformats.Reading;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.Reading.Nameless;
import org.domainstats.logformats.ReadingOptions;
import org.domainstats.logformats.Why;
import org.domainstats.model.PublicName;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads messages of syslog: each program of each host has a format of its own. */
final class SyslogLines {

    /** Programs whose format is remembered; of others it is found anew, which costs little. */
    private static final int MOST_READERS = 256;

    private final LineNames names;
    private final Map<String, DetectingReader> readers =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, DetectingReader> eldest) {
                    return size() > MOST_READERS;
                }
            };

    SyslogLines(LineNames names) {
        this.names = names;
    }

    /** A name in a message, and who asked: the client, or else the sensor that reports it. */
    record Found(PublicName name, String client) {}

    /**
     * The names in a message.
     *
     * @param peer the address that it came from
     */
    synchronized List<Found> read(byte[] bytes, int start, int end, String peer) {
        SyslogMessage message = SyslogMessage.parse(bytes, start, end);
        Reading reading = read(peer + ' ' + message.sender(), message.line());
        List<Found> found = new ArrayList<>();
        for (PublicName name : names.of(reading)) {
            @Nullable String client = ((Named) reading).origin().client();
            found.add(new Found(name, client == null ? peer : client));
        }
        return found;
    }

    /** A line that is not of the program's format may be of another: senders can be forged. */
    private Reading read(String program, String text) {
        byte[] line = text.getBytes(StandardCharsets.ISO_8859_1);
        Reading reading = readers.computeIfAbsent(program, _ -> fresh()).read(line, 0, line.length);
        if (reading instanceof Nameless nameless && nameless.why() == Why.MALFORMED) {
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
