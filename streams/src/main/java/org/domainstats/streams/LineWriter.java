package org.domainstats.streams;

import org.domainstats.streams.Reading.Heading;
import org.domainstats.streams.Reading.Insertion;
import org.domainstats.streams.Reading.Named;
import org.domainstats.streams.Reading.Nameless;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Writes lines that were read, with what is added to them. */
final class LineWriter {

    private final OutputStream out;
    private final Tally tally;
    private final Map<String, NameFacts> facts;

    /**
     * @param facts by name; what announces a first contact is given out once
     */
    LineWriter(OutputStream out, Tally tally, Map<String, NameFacts> facts) {
        this.out = out;
        this.tally = tally;
        this.facts = facts;
    }

    /** Writes all bytes up to {@code end}, and what is added between them. */
    void write(byte[] bytes, int end, int[] starts, List<Reading> readings) throws IOException {
        // In one piece, so that a reader at the other end of a pipe finds whole lines.
        ByteArrayOutputStream lines = new ByteArrayOutputStream(end + end / 2);
        int written = 0;
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            byte[] added = added(reading);
            if (added.length > 0) {
                int at = starts[i] + offset(reading);
                lines.write(bytes, written, at - written);
                lines.writeBytes(added);
                written = at;
            }
        }
        lines.write(bytes, written, end - written);
        lines.writeTo(out);
        out.flush();
    }

    private static int offset(Reading reading) {
        return switch (reading) {
            case Named named -> named.at().offset();
            case Nameless(Why _, Insertion at) -> at == null ? 0 : at.offset();
            case Heading heading -> heading.offset();
        };
    }

    private byte[] added(Reading reading) {
        return switch (reading) {
            case Named named -> added(named);
            case Nameless(Why why, Insertion at) -> {
                tally.untouched(why.text());
                yield at == null ? Layout.NOTHING : at.layout().none();
            }
            case Heading heading -> {
                tally.untouched(Why.HEADER.text());
                yield heading.added();
            }
        };
    }

    private byte[] added(Named named) {
        Layout layout = named.at().layout();
        List<NameFacts> all = named.names().stream().map(this::take).toList();
        List<NameFacts> known = all.stream().filter(NameFacts::isPublic).toList();
        tally.named(!known.isEmpty());
        if (known.isEmpty()) {
            String reason = all.getFirst().value(FactField.REASON);
            tally.untouched("name: " + (reason == null ? "no public domain" : reason));
            return layout.none();
        }
        return known.size() == 1 ? known.getFirst().in(layout) : layout.facts(known);
    }

    private NameFacts take(String name) {
        NameFacts found = facts.getOrDefault(name, NameFacts.NONE);
        if (found.announces()) {
            facts.put(name, found.repeatable());
        }
        return found;
    }
}
