package org.domainstats.lookup;

import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Answer;
import org.domainstats.registrations.QueryClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The questions of one client that sends many, answered in their order, a part at a time. They have
 * one timeout in common: once it is over, nothing is waited for any more.
 */
public final class Batch {

    private final Lookup lookup;
    private final boolean peek;
    private final Duration timeout;
    private final QueryClient client;
    private final long started;

    /**
     * @param peek whether it only looks, and records no contact
     * @param timeout the longest that the outside world may take, from now on, for all parts
     *     together
     */
    public Batch(Lookup lookup, boolean peek, Duration timeout, QueryClient client) {
        this(lookup, peek, timeout, client, System.nanoTime());
    }

    /**
     * @param started when the timeout began, by {@link System#nanoTime}
     */
    Batch(Lookup lookup, boolean peek, Duration timeout, QueryClient client, long started) {
        this.client = client;
        this.started = started;
        this.lookup = lookup;
        this.peek = peek;
        this.timeout = timeout;
    }

    /** A batch of this process itself. */
    public Batch(Lookup lookup, boolean peek, Duration timeout) {
        this(lookup, peek, timeout, QueryClient.LOCAL);
    }

    /**
     * Answers the next part. A name is looked up once however often it comes in it. Blocks on the
     * disk, and on the outside world until the timeout.
     */
    public List<CachedAnswer> answer(List<String> asked) {
        return begin(asked, System.nanoTime(), lookedUp -> {}).get();
    }

    /**
     * Begins the next part, so that the one after it can begin while this one is written and
     * answered: the contacts of parts are decided in the order in which they were begun. Blocks on
     * the disk, though not until the contacts are durable.
     *
     * @param since when they came, by {@link System#nanoTime}: perhaps while the part before was
     *     begun
     * @param lookedUp receives each answer that was not in the cache, where junk never is
     * @return gives the answers, once, and is to be called at once, as other parts wait for this
     *     one; blocks on the disk, and on the outside world until the timeout
     */
    public Supplier<List<CachedAnswer>> begin(
            List<String> asked, long since, Consumer<Answer> lookedUp) {
        Set<String> missing = new LinkedHashSet<>(asked);
        Map<String, CachedAnswer> answers =
                peek ? new HashMap<>() : lookup.inCache(missing, client);
        missing.removeAll(answers.keySet());
        Lookup.PendingAnswers pending = lookup.beginTogether(questions(missing), since);
        return () -> {
            List<Answer> answered =
                    pending.answers(timeout.minusNanos(System.nanoTime() - started));
            answered.forEach(lookedUp);
            return inOrder(asked, answers, missing, answered);
        };
    }

    private List<Question> questions(Set<String> hostnames) {
        return hostnames.stream()
                .map(hostname -> new Question(hostname, peek, timeout, client))
                .toList();
    }

    /** A name that comes again in one part is answered as it would be the next time. */
    private static List<CachedAnswer> inOrder(
            List<String> asked,
            Map<String, CachedAnswer> answers,
            Set<String> missing,
            List<Answer> answered) {
        Iterator<Answer> next = answered.iterator();
        missing.forEach(each -> answers.put(each, new CachedAnswer(next.next())));
        List<CachedAnswer> ordered = new ArrayList<>(asked.size());
        for (String each : asked) {
            CachedAnswer answer = answers.get(each);
            if (answer == null) {
                throw new IllegalStateException("a name of the batch was lost");
            }
            ordered.add(answer);
            if (asked.size() > answers.size() && answer.answer().announces()) {
                answers.put(each, new CachedAnswer(answer.answer().repeatable()));
            }
        }
        return ordered;
    }
}
