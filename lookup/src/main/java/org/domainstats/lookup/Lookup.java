package org.domainstats.lookup;

import org.domainstats.lookup.cache.CacheEntry;
import org.domainstats.lookup.cache.CacheStats;
import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Answer;
import org.domainstats.registrations.QueryClient;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** From a hostname to an answer. */
public interface Lookup {

    /**
     * The answer that is ready, counted as asked; null if there is work to do or a first contact to
     * announce. Never blocks, so that event loops may call it.
     */
    @Nullable CachedAnswer cached(String asked);

    /**
     * The same for a client, which is noted as having asked.
     *
     * @param now in milliseconds since the epoch
     */
    @Nullable CachedAnswer cached(String asked, QueryClient client, long now);

    /**
     * The same for many names, from the cache alone, where no name is that is not public: a new map
     * with the answers that are ready.
     */
    Map<String, CachedAnswer> inCache(Collection<String> asked, QueryClient client);

    /**
     * Answers a question. Blocks on the disk, and on the outside world for at most the question's
     * wait.
     */
    Answer answer(Question question);

    /**
     * Begins many questions at once, in their order: each is on its own from then on. Their
     * contacts are decided when this returns, in one go; a site that comes twice is first once.
     * Blocks on the disk, never on the outside world.
     */
    List<PendingLookup> begin(List<Question> questions);

    /**
     * Begins many questions that are answered together. Their contacts are decided before those of
     * questions that are begun later, and a site that comes twice is first once. Blocks on the
     * disk, though not until the contacts are durable.
     *
     * @param since when they came, by {@link System#nanoTime}: a store that does not answer has
     *     them wait no longer than those that are begun at once
     */
    default PendingAnswers beginTogether(List<Question> questions, long since) {
        List<PendingLookup> pending = begin(questions);
        return timeout -> pending.stream().map(each -> each.answer(timeout)).toList();
    }

    /** Questions on their way to answers, which are to be taken: they may announce something. */
    @FunctionalInterface
    interface PendingAnswers {

        /**
         * The answers in the order of the questions, once. Blocks on the disk, and on the outside
         * world for at most the timeout, which all of them share.
         */
        List<Answer> answers(Duration timeout);
    }

    /** {@link #beginTogether}, and the answers. */
    default List<Answer> answerAll(List<Question> questions, Duration timeout) {
        return beginTogether(questions, System.nanoTime()).answers(timeout);
    }

    /** {@link #begin} with questions of this process itself. */
    default List<PendingLookup> begin(List<String> hostnames, boolean peek) {
        return begin(
                hostnames.stream()
                        .map(hostname -> new Question(hostname, peek, Duration.ZERO))
                        .toList());
    }

    /**
     * Takes back what an answer announced, because it is known that nobody got it: the next one who
     * asks about its site gets the announcement instead. Never blocks; does nothing for other
     * answers.
     */
    default void undelivered(Answer answer) {}

    /**
     * Notes that answers go to their clients now: from here on what they announce counts as said.
     * Only where the answers came from {@link LookupEngine#reporting}. Never blocks.
     */
    default void delivered(List<Answer> answers) {}

    CacheStats stats();

    /**
     * Some of what the cache holds, in no order that means anything, without counting it as asked
     * again.
     */
    List<CacheEntry> entries(int offset, int limit);
}
