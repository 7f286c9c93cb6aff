package org.domainstats.feed;

import org.domainstats.model.Age;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.KnownDomains.Change;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The rows of an unsigned file, the original's or a list of ranks, as changes; unreadable lines are
 * counted.
 */
public final class OriginalRows implements Iterator<Change> {

    private final FeedReader reader;
    private final Rule rule;
    private final Counts counts;
    private @Nullable Change next;

    public OriginalRows(FeedReader reader, Rule rule, Counts counts) {
        this.reader = reader;
        this.rule = rule;
        this.counts = counts;
    }

    @Override
    public boolean hasNext() {
        while (next == null && reader.hasNext()) {
            next = change(reader.next());
        }
        return next != null;
    }

    @Override
    public Change next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Change change = next;
        next = null;
        counts.rows++;
        return change;
    }

    private @Nullable Change change(FeedLine line) {
        return switch (line) {
            case FeedLine.Put put -> new Change.Put(put.domain(), put.known());
            case FeedLine.Rank rank -> new Change.Rank(rank.domain(), rank.rank());
            case FeedLine.Remove remove -> new Change.Remove(remove.domain());
            case FeedLine.Dated dated -> {
                if (dated.expires().isBefore(rule.now)) {
                    // It may have been dropped, and be somebody else's and new by now.
                    counts.expired++;
                    yield null;
                }
                boolean established =
                        !dated.created().plus(rule.age.establishedAfter()).isAfter(rule.now);
                yield new Change.Put(
                        dated.domain(),
                        new KnownDomain(KnownDomain.UNRANKED, established, dated.created()));
            }
            case FeedLine.Header _ -> null;
            case FeedLine.Bad bad -> {
                counts.note(bad);
                yield null;
            }
        };
    }

    /** From when on a domain is old enough, as of now. */
    public record Rule(Age age, Instant now) {}

    /** What was in the files. */
    public static final class Counts {

        /** Enough to see what is wrong. */
        private static final int MOST_SHOWN = 20;

        private final List<FeedLine.Bad> bad = new ArrayList<>();
        private long rows;
        private long expired;
        private long unreadable;

        private void note(FeedLine.Bad line) {
            unreadable++;
            if (bad.size() < MOST_SHOWN) {
                bad.add(line);
            }
        }

        public long rows() {
            return rows;
        }

        /** Lines left out because their registration has ended. */
        public long expired() {
            return expired;
        }

        public long unreadable() {
            return unreadable;
        }

        /** The first of those that are unreadable. */
        public List<FeedLine.Bad> bad() {
            return List.copyOf(bad);
        }
    }
}
