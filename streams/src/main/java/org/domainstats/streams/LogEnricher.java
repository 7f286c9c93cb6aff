package org.domainstats.streams;

import org.domainstats.streams.Reading.Named;
import org.domainstats.streams.Reading.Nameless;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds facts to the lines of one log. Every byte of the log comes out as it was and where it was;
 * what is added stands between them.
 */
public final class LogEnricher {

    private final FactSource source;
    private final DetectingReader reader;
    private final Tally tally;
    private final OutputStream out;
    private final List<Reading> readings = new ArrayList<>();
    private int[] starts = new int[1 << 10];
    private boolean inLongLine;

    /**
     * @param out takes whole lines; it is flushed when the lines at hand are done
     */
    public LogEnricher(FactSource source, ReadingOptions options, Tally tally, OutputStream out) {
        this.source = source;
        this.reader = new DetectingReader(options);
        this.tally = tally;
        this.out = out;
    }

    /** Enriches a log to its end, lines as soon as they are whole. */
    public void enrich(InputStream log) throws IOException {
        LineBuffer buffer = new LineBuffer();
        while (buffer.fill(log)) {
            buffer.consume(enrich(buffer.bytes(), buffer.length(), false));
        }
        buffer.consume(enrich(buffer.bytes(), buffer.length(), true));
    }

    /**
     * Enriches lines.
     *
     * @param bytes the log from where the last call left off
     * @param length how many of them there are; a line that fills all of the array is too long
     * @param last whether the log ends here, even without a line feed
     * @return how many bytes are done
     */
    int enrich(byte[] bytes, int length, boolean last) throws IOException {
        int done = read(bytes, length, last);
        if (done > 0) {
            Map<String, NameFacts> facts = find();
            new LineWriter(out, tally, facts).write(bytes, done, starts, readings);
            tally.rows(readings.size());
        }
        readings.clear();
        return done;
    }

    /** Whether the format of the log is known by now. */
    public boolean isDetected() {
        return reader.isDetected();
    }

    private int read(byte[] bytes, int length, boolean last) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                line(bytes, start, i);
                start = i + 1;
            }
        }
        if (start < length && last) {
            line(bytes, start, length);
            start = length;
        } else if (start == 0 && length == bytes.length) {
            if (!inLongLine) {
                add(0, new Nameless(Why.TOO_LONG));
            }
            inLongLine = true;
            start = length;
        }
        return start;
    }

    private void line(byte[] bytes, int start, int end) {
        if (inLongLine) {
            // The rest of a line that was counted before.
            inLongLine = false;
            return;
        }
        int text = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        add(start, reader.read(bytes, start, text));
    }

    private void add(int start, Reading reading) {
        if (readings.size() == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[readings.size()] = start;
        readings.add(reading);
    }

    /** Each name is looked up once for all lines at hand. */
    private Map<String, NameFacts> find() throws IOException {
        Map<String, NameFacts> facts = new LinkedHashMap<>();
        for (Reading reading : readings) {
            if (reading instanceof Named named) {
                named.names().forEach(name -> facts.putIfAbsent(name, NameFacts.NONE));
            }
        }
        List<String> names = List.copyOf(facts.keySet());
        List<NameFacts> found = names.isEmpty() ? List.of() : source.find(names);
        for (int i = 0; i < names.size(); i++) {
            tally.name(names.get(i), found.get(i));
            facts.put(names.get(i), found.get(i));
        }
        return facts;
    }
}
