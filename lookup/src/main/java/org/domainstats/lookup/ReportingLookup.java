package org.domainstats.lookup;

import org.domainstats.lookup.cache.CacheEntry;
import org.domainstats.lookup.cache.CacheStats;
import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Answer;
import org.domainstats.registrations.QueryClient;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The engine for listeners that say of each answer which announces something whether it goes to its
 * client: between its return and that word, a kill leaves the announcement to the next who asks.
 */
final class ReportingLookup implements Lookup {

    private final LookupEngine engine;
    private final GroupedQuestions grouped;

    ReportingLookup(LookupEngine engine, GroupedQuestions grouped) {
        this.engine = engine;
        this.grouped = grouped;
    }

    @Override
    public @Nullable CachedAnswer cached(String asked) {
        return engine.cached(asked);
    }

    @Override
    public @Nullable CachedAnswer cached(String asked, QueryClient client, long now) {
        return engine.cached(asked, client, now);
    }

    @Override
    public Map<String, CachedAnswer> inCache(Collection<String> asked, QueryClient client) {
        return engine.inCache(asked, client);
    }

    @Override
    public Answer answer(Question question) {
        return answerAll(List.of(question), question.timeout()).getFirst();
    }

    @Override
    public List<PendingLookup> begin(List<Question> questions) {
        return grouped.begin(questions, _ -> {});
    }

    @Override
    public PendingAnswers beginTogether(List<Question> questions, long since) {
        return grouped.beginTogether(questions, since, _ -> {});
    }

    @Override
    public void undelivered(Answer answer) {
        engine.undelivered(answer);
    }

    @Override
    public void delivered(List<Answer> answers) {
        engine.said(answers);
    }

    @Override
    public CacheStats stats() {
        return engine.stats();
    }

    @Override
    public List<CacheEntry> entries(int offset, int limit) {
        return engine.entries(offset, limit);
    }
}
