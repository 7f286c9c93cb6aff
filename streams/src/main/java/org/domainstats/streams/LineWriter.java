package org.domainstats.streams;

import org.domainstats.logformats.Layout;
import org.domainstats.logformats.NameFacts;
import org.domainstats.logformats.NoNameReason;
import org.domainstats.logformats.Reading;
import org.domainstats.logformats.Reading.Heading;
import org.domainstats.logformats.Reading.Insertion;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.Reading.Nameless;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Writes lines that were read, with what is added to them. */
final class LineWriter {

    private final Tally tally;
    private final Map<String, NameFacts> facts;

    /**
     * @param facts by name; what announces a first contact is given out once
     */
    LineWriter(Tally tally, Map<String, NameFacts> facts) {
        this.tally = tally;
        this.facts = facts;
    }

    /** Writes all lines, and what is added between them. */
    void write(LineBatch batch, OutputStream out) throws IOException {
        // In one piece, so that a reader at the other end of a pipe finds whole lines.
        ByteArrayOutputStream lines = new ByteArrayOutputStream(2 * batch.end());
        int written = 0;
        for (int i = 0; i < batch.size(); i++) {
            Reading reading = batch.reading(i);
            byte[] added = added(reading);
            if (added.length > 0) {
                int at = batch.start(i) + offset(reading);
                lines.write(batch.bytes(), written, at - written);
                lines.write(added, 0, added.length);
                written = at;
            }
        }
        lines.write(batch.bytes(), written, batch.end() - written);
        lines.writeTo(out);
        out.flush();
    }

    private static int offset(Reading reading) {
        return switch (reading) {
            case Named named -> named.at().offset();
            case Nameless(NoNameReason _, Insertion at) -> at == null ? 0 : at.offset();
            case Heading heading -> heading.offset();
        };
    }

    private byte[] added(Reading reading) {
        return switch (reading) {
            case Named named -> added(named);
            case Nameless(NoNameReason reason, Insertion at) -> {
                tally.untouched(reason.text());
                yield at == null ? Layout.NOTHING : at.layout().none();
            }
            case Heading heading -> {
                tally.untouched(NoNameReason.HEADER.text());
                yield heading.added();
            }
        };
    }

    private byte[] added(Named named) {
        List<String> names = named.names();
        Layout layout = named.at().layout();
        if (names.size() == 1) {
            NameFacts only = take(names.getFirst());
            return only.isPublic() ? named(only.in(layout)) : unnamed(only, layout);
        }
        List<NameFacts> all = names.stream().map(this::take).toList();
        List<NameFacts> known = all.stream().filter(NameFacts::isPublic).toList();
        return known.isEmpty() ? unnamed(all.getFirst(), layout) : named(layout.facts(known));
    }

    private byte[] named(byte[] added) {
        tally.named(true);
        return added;
    }

    private byte[] unnamed(NameFacts facts, Layout layout) {
        tally.named(false);
        tally.untouched("name: " + facts.whyNotPublic());
        return layout.none();
    }

    private NameFacts take(String name) {
        NameFacts found = facts.getOrDefault(name, NameFacts.NONE);
        if (found.announces()) {
            facts.put(name, found.repeatable());
        }
        return found;
    }
}
