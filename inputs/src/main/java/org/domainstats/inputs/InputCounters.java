package org.domainstats.inputs;

import org.domainstats.base.EnumCounters;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What one input has read since the start. */
public final class InputCounters {

    private final String input;
    private final InstantSource clock;
    private final LongAdder rows = new LongAdder();
    private final LongAdder names = new LongAdder();
    private final LongAdder firstContacts = new LongAdder();
    private final LongAdder own = new LongAdder();
    private final EnumCounters<Drop> drops = new EnumCounters<>(Drop.class);
    private volatile Instant current;
    private volatile LongSupplier kernel = () -> 0;

    InputCounters(String input, InstantSource clock) {
        this.input = input;
        this.clock = clock;
        this.current = clock.instant();
    }

    /** Why something that was there was not recorded. */
    public enum Drop {
        /** More came than could be recorded. */
        BACKLOG("backlog"),
        /** Datagrams that came faster than they were taken; the kernel counts them. */
        KERNEL("kernel"),
        /** Not of the protocol, or larger than it may be. */
        MALFORMED("malformed"),
        /** From an address that may not send, or one connection too many. */
        REFUSED("refused"),
        /** More names in one event than are taken of one. */
        SURPLUS("surplus"),
        /** Too many new sites within a day. */
        LIMITED("limited"),
        /** The end of a log that was cut off before it was read; how much it was nobody knows. */
        TRUNCATED("truncated");

        private final String word;

        Drop(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    void row() {
        rows.increment();
    }

    /** Names last: whoever sees that they are stored finds their first contacts counted. */
    void stored(int moreNames, int moreFirstContacts) {
        firstContacts.add(moreFirstContacts);
        names.add(moreNames);
    }

    void own() {
        own.increment();
    }

    void drop(Drop why) {
        drops.increment(why);
    }

    /** Says who knows what the kernel has dropped. */
    void kernelDrops(LongSupplier count) {
        kernel = count;
    }

    /** Says that all there is was recorded. */
    void upToDate() {
        current = clock.instant();
    }

    /** As the settings name it. */
    public String input() {
        return input;
    }

    /** Lines, messages or frames that were read. */
    public long rows() {
        return rows.sum();
    }

    /** Names in them that are in public domains, and recorded. */
    public long names() {
        return names.sum();
    }

    public long firstContacts() {
        return firstContacts.sum();
    }

    /** Questions of this program itself, which were left out. */
    public long ownQuestions() {
        return own.sum();
    }

    public long dropped(Drop why) {
        return why == Drop.KERNEL ? kernel.getAsLong() : drops.count(why);
    }

    /** How long ago all that there was was recorded. */
    public Duration age() {
        Duration age = Duration.between(current, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
