package org.domainstats.streams;

import org.domainstats.logformats.NameFacts;
import org.domainstats.logformats.NoNameReason;
import org.domainstats.logformats.Reading;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.ReadingOptions;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Adds facts to the lines of one log. Every byte of the log comes out as it was and where it was;
 * what is added stands between them.
 */
public final class LogEnricher {

    private final FactSource source;
    private final LogLines lines;
    private final Tally tally;
    private final OutputStream out;

    /**
     * @param out takes whole lines; it is flushed when the lines at hand are done
     */
    public LogEnricher(FactSource source, ReadingOptions options, Tally tally, OutputStream out) {
        this.source = source;
        this.lines = new LogLines(options);
        this.tally = tally;
        this.out = out;
    }

    /**
     * Enriches a log to its end, lines as soon as they are whole. The next lines are read while
     * these are looked up and written.
     */
    public void enrich(InputStream log) throws IOException {
        enrich(log, () -> true);
    }

    /**
     * The same, as long as it is to go on.
     *
     * @param goesOn asked between lines, and some times a second while there are none
     */
    public void enrich(InputStream log, BooleanSupplier goesOn) throws IOException {
        lines.read(log, this::write, goesOn);
    }

    /** Whether the format of the log is known by now. */
    public boolean isDetected() {
        return lines.isDetected();
    }

    /** Why it is not, where that is known. */
    public Optional<NoNameReason> unreadable() {
        return lines.unreadable();
    }

    /** Writes lines with their facts. */
    void write(LineBatch batch) throws IOException {
        if (batch.end() > 0) {
            new LineWriter(tally, find(batch)).write(batch, out);
            tally.rows(batch.size());
        }
    }

    /** Each name is looked up once for all lines at hand. */
    private Map<String, NameFacts> find(LineBatch batch) throws IOException {
        Map<String, NameFacts> facts = new LinkedHashMap<>();
        for (Reading reading : batch.readings()) {
            if (reading instanceof Named named) {
                for (String name : named.names()) {
                    facts.putIfAbsent(name, NameFacts.NONE);
                }
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
