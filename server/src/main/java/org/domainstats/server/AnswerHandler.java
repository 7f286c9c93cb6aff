package org.domainstats.server;

import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.Formats;
import org.domainstats.http.ServerResponse;
import org.domainstats.lookup.Batch;
import org.domainstats.lookup.Lookup;
import org.domainstats.lookup.LookupCounters;
import org.domainstats.lookup.PendingLookup;
import org.domainstats.lookup.Question;
import org.domainstats.lookup.cache.CacheEntry;
import org.domainstats.lookup.cache.CacheStats;
import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Answer;
import org.domainstats.model.NotPublic;
import org.domainstats.registrations.QueryClient;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** From a hostname to a response. */
public final class AnswerHandler {

    private final Lookup lookup;
    private final Formats formats;
    private final Duration timeout;
    private final InstantSource clock;
    private final LookupCounters counters = new LookupCounters();

    /**
     * @param timeout how long an answer waits for the outside world unless the question says
     *     otherwise
     */
    public AnswerHandler(Lookup lookup, Formats formats, Duration timeout, InstantSource clock) {
        this.lookup = lookup;
        this.formats = formats;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** The response that needs no work, or null. Never blocks. */
    @Nullable ServerResponse cached(String hostname, QueryClient client, Dialect dialect) {
        long now = clock.millis();
        CachedAnswer cached = lookup.cached(hostname, client, now);
        if (cached == null) {
            return null;
        }
        if (cached.answer().name() instanceof NotPublic) {
            // Never stored, so it does not count as an answer from memory.
            counters.count(cached.answer());
        }
        return rendered(cached, dialect, now);
    }

    /** The response that an answer comes to, made once for as long as it is true. */
    private ServerResponse rendered(CachedAnswer cached, Dialect dialect, long now) {
        ServerResponse rendered = RenderedAnswer.find(cached.rendering(), dialect, now);
        return rendered != null ? rendered : render(cached, dialect, Instant.ofEpochMilli(now));
    }

    /**
     * Writes an answer as a row among others. What announces is given once, and so is not kept as
     * it was rendered.
     *
     * @param now in milliseconds since the epoch
     */
    void writeRow(CachedAnswer cached, Dialect dialect, long now, OutputStream rows)
            throws IOException {
        if (cached.answer().announces()) {
            String row = line(dialect, cached.answer()) + '\n';
            rows.write(row.getBytes(StandardCharsets.US_ASCII));
        } else {
            rendered(cached, dialect, now).writeLineTo(rows);
        }
    }

    private ServerResponse render(CachedAnswer cached, Dialect dialect, Instant now) {
        Answer answer = cached.answer();
        ServerResponse response =
                ServerResponse.json(body(dialect, formats.line(dialect, answer, now)));
        Instant until = formats.validUntil(dialect, answer, now);
        long millis = until.equals(Instant.MAX) ? Long.MAX_VALUE : until.toEpochMilli();
        cached.keepRendering(
                new RenderedAnswer(dialect, response, millis, null).before(cached.rendering()));
        return response;
    }

    /** Flask, which domain_stats 1.x was served by, ends its JSON with a line feed. */
    private static String body(Dialect dialect, String line) {
        return dialect == Dialect.DOMAIN_STATS ? line + '\n' : line;
    }

    /** Begins with questions together. Blocks on the disk only. */
    List<PendingLookup> begin(List<Question> questions) {
        return lookup.begin(questions);
    }

    /**
     * The response to a question that was begun. Blocks if it waits.
     *
     * @param timeout how long it may wait from now on
     */
    RenderedResponse response(PendingLookup pending, Dialect dialect, Duration timeout) {
        Answer answer = pending.answer(timeout);
        count(answer);
        ServerResponse response = ServerResponse.json(body(dialect, line(dialect, answer)));
        return answer.announces()
                ? new RenderedResponse(response.notStored(), answer)
                : RenderedResponse.of(response);
    }

    /** Leaves an announcement that could not be delivered to the next client. */
    void undelivered(Answer answer) {
        lookup.undelivered(answer);
    }

    /** Notes that announcements go to their clients now. */
    void delivered(List<Answer> announcing) {
        if (!announcing.isEmpty()) {
            lookup.delivered(announcing);
        }
    }

    /** Counts an answer that was not in the cache. */
    void count(Answer answer) {
        counters.count(answer);
    }

    /** Takes the questions of one client, which have one timeout in common. */
    Batch batch(BatchQuestion question) {
        return new Batch(lookup, question.peek(), question.timeout(), question.client());
    }

    /** The answer itself, without a contact. Blocks. */
    Answer peek(String hostname, Duration wait) {
        return lookup.answer(new Question(hostname, true, wait));
    }

    /** The time, in milliseconds since the epoch. */
    long now() {
        return clock.millis();
    }

    Duration timeout() {
        return timeout;
    }

    CacheStats stats() {
        return lookup.stats();
    }

    /** All that the cache holds, in no order. */
    List<CacheEntry> entries() {
        return lookup.entries(0, Integer.MAX_VALUE);
    }

    /** The line that would be given now. */
    String line(Dialect dialect, Answer answer) {
        return formats.line(dialect, answer, clock.instant());
    }

    /** A row of the table of the cache. */
    String cacheReportRow(String site, CacheEntry entry) {
        return formats.cacheReportRow(
                site, entry.reads(), entry.validUntil(), entry.answer(), clock.instant());
    }

    /** What was counted since the start. */
    public LookupCounters counters() {
        return counters;
    }
}
