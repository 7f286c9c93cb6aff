package org.domainstats.server;

import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.Formats;
import org.domainstats.lookup.Batch;
import org.domainstats.lookup.CacheEntry;
import org.domainstats.lookup.CacheStats;
import org.domainstats.lookup.CachedAnswer;
import org.domainstats.lookup.Lookup;
import org.domainstats.lookup.PendingLookup;
import org.domainstats.lookup.Question;
import org.domainstats.model.Answer;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** From a hostname to a response. */
public final class AnswerHandler {

    private final Lookup lookup;
    private final Formats formats;
    private final Duration patience;
    private final InstantSource clock;
    private final LongAdder dated = new LongAdder();
    private final LongAdder undated = new LongAdder();

    /**
     * @param patience how long an answer waits for the outside world unless the question says
     *     otherwise
     */
    public AnswerHandler(Lookup lookup, Formats formats, Duration patience, InstantSource clock) {
        this.lookup = lookup;
        this.formats = formats;
        this.patience = patience;
        this.clock = clock;
    }

    /** The response that needs no work, or null. Never blocks. */
    @Nullable Response ready(String hostname, Dialect dialect) {
        CachedAnswer cached = lookup.cached(hostname);
        if (cached == null) {
            return null;
        }
        return rendered(cached, dialect);
    }

    /** The response that an answer comes to, made once for as long as it is true. */
    Response rendered(CachedAnswer cached, Dialect dialect) {
        long now = clock.millis();
        Response prepared = RenderedAnswer.find(cached.rendering(), dialect, now);
        return prepared != null ? prepared : prepare(cached, dialect, Instant.ofEpochMilli(now));
    }

    private Response prepare(CachedAnswer cached, Dialect dialect, Instant now) {
        Answer answer = cached.answer();
        Response response = Response.json(formats.line(dialect, answer, now));
        Instant until = formats.validUntil(dialect, answer, now);
        long millis = until.equals(Instant.MAX) ? Long.MAX_VALUE : until.toEpochMilli();
        cached.keepRendering(
                new RenderedAnswer(dialect, response, millis, null).before(cached.rendering()));
        return response;
    }

    /** The response to a question that may have to wait. Blocks. */
    Response answer(String hostname, Dialect dialect, boolean peek, @Nullable Duration wait) {
        return response(dialect, lookup(hostname, peek, wait == null ? patience : wait));
    }

    /** Begins with usual questions together. Blocks on the disk only. */
    List<PendingLookup> begin(List<String> hostnames) {
        return lookup.begin(hostnames, false);
    }

    /**
     * The response to a question that was begun. Blocks if it waits.
     *
     * @param waited how much of its patience was over before it was begun
     */
    Response response(PendingLookup pending, Dialect dialect, Duration waited) {
        return response(dialect, pending.answer(patience.minus(waited)));
    }

    private Response response(Dialect dialect, Answer answer) {
        count(answer);
        String line = line(dialect, answer);
        return answer.announces() ? Response.jsonOnce(line) : Response.json(line);
    }

    private void count(Answer answer) {
        if (answer.name() instanceof PublicName) {
            (answer.facts().registration() instanceof Registered ? dated : undated).increment();
        }
    }

    /** Takes many questions of one client, which have one patience in common. */
    Batch batch(boolean peek, Duration wait) {
        return new Batch(lookup, peek, wait);
    }

    /** The answer itself, without a contact. Blocks. */
    Answer peek(String hostname, Duration wait) {
        return lookup(hostname, true, wait);
    }

    Duration patience() {
        return patience;
    }

    CacheStats stats() {
        return lookup.stats();
    }

    Optional<CacheEntry> entry(String hostname) {
        return lookup.entry(hostname);
    }

    List<CacheEntry> entries(int offset, int limit) {
        return lookup.entries(offset, limit);
    }

    /** The line that would be given now. */
    String line(Dialect dialect, Answer answer) {
        return formats.line(dialect, answer, clock.instant());
    }

    private Answer lookup(String hostname, boolean peek, Duration wait) {
        return lookup.answer(new Question(hostname, peek, wait));
    }

    /** How many answers that were not in the cache had a registration date. */
    long dated() {
        return dated.sum();
    }

    /** How many of them had none. */
    long undated() {
        return undated.sum();
    }
}
