package org.domainstats.lookup;

import org.domainstats.base.Deadline;
import org.domainstats.base.Durations;
import org.domainstats.lookup.LookupPipeline.Begun;
import org.domainstats.lookup.LookupPipeline.Finished;
import org.domainstats.lookup.LookupPipeline.PublicQuestion;
import org.domainstats.lookup.cache.AnswerCache;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainFacts;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Name;
import org.domainstats.model.NotPublic;
import org.domainstats.model.Seen;
import org.domainstats.registrations.WaitStop;
import org.domainstats.store.StoreDeadline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Questions that go through the pipeline together, one or thousands: their contacts are recorded in
 * one step, and they have one timeout.
 */
final class GroupedQuestions {

    /** More questions at once than the clients of single ones come to in a moment. */
    private static final int LARGE = 512;

    /**
     * One part of a batch is written while the next is looked for. If all of forty batches went to
     * the store together, a single question between them waited for 20 s.
     */
    private static final int MOST_LARGE = 2;

    private final Semaphore large = new Semaphore(MOST_LARGE, true);
    private final Hostnames hostnames;
    private final LookupPipeline pipeline;
    private final AnswerCache cache;
    private final AfterAnswer afterAnswer;
    private final Duration storeTimeout;
    private final Set<WaitStop> waits = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /**
     * @param storeTimeout until when an answer is out, whatever the store does
     */
    GroupedQuestions(
            Hostnames hostnames,
            LookupPipeline pipeline,
            AnswerCache cache,
            AfterAnswer afterAnswer,
            Duration storeTimeout) {
        this.hostnames = hostnames;
        this.pipeline = pipeline;
        this.cache = cache;
        this.afterAnswer = afterAnswer;
        this.storeTimeout = storeTimeout;
    }

    /**
     * See {@link Lookup#begin}.
     *
     * @param returned is given the answers before they are returned
     */
    List<PendingLookup> begin(List<Question> questions, Consumer<List<Answer>> returned) {
        BegunQuestions begun = beginAll(questions, System.nanoTime(), returned);
        List<PendingLookup> pending = new ArrayList<>(questions.size());
        Iterator<Begun> open = begun.open.get().iterator();
        for (int i = 0; i < questions.size(); i++) {
            pending.add(
                    begun.names.get(i) instanceof NotPublic junk
                            ? new Settled(notPublic(questions.get(i).hostname(), junk))
                            : new Pending(open.next(), begun));
        }
        return pending;
    }

    /** See {@link Lookup#beginTogether}. */
    Lookup.PendingAnswers beginTogether(
            List<Question> questions, long since, Consumer<List<Answer>> returned) {
        BegunQuestions begun = beginAll(questions, since, returned);
        return timeout -> answers(questions, begun, timeout);
    }

    private List<Answer> answers(List<Question> questions, BegunQuestions begun, Duration timeout) {
        List<Begun> open = begun.open.get();
        await(open, begun, timeout, new WaitStop());
        Iterator<Answer> finished = finish(open, begun).iterator();
        List<Answer> answers = new ArrayList<>(questions.size());
        for (int i = 0; i < questions.size(); i++) {
            answers.add(
                    begun.names.get(i) instanceof NotPublic junk
                            ? notPublic(questions.get(i).hostname(), junk)
                            : finished.next());
        }
        return answers;
    }

    private BegunQuestions beginAll(
            List<Question> questions, long since, Consumer<List<Answer>> returned) {
        long generation = cache.generation();
        long started = System.nanoTime();
        List<Name> names =
                questions.stream().map(each -> hostnames.reduce(each.hostname())).toList();
        List<PublicQuestion> open = PublicQuestion.of(questions, names);
        long storeEnd = since + storeTime(open.size());
        Supplier<List<Begun>> begun = beginInTurn(open, storeEnd);
        return new BegunQuestions(names, begun, generation, started, storeEnd, returned);
    }

    /** Large parts wait for each other, so that few others wait for them. */
    private Supplier<List<Begun>> beginInTurn(List<PublicQuestion> questions, long storeEnd) {
        if (questions.size() < LARGE) {
            return begin(questions, storeEnd);
        }
        large.acquireUninterruptibly();
        try {
            Supplier<List<Begun>> begun = begin(questions, storeEnd);
            return () -> {
                try {
                    return begun.get();
                } finally {
                    large.release();
                }
            };
        } catch (RuntimeException | Error fault) {
            large.release();
            throw fault;
        }
    }

    private Supplier<List<Begun>> begin(List<PublicQuestion> questions, long storeEnd) {
        StoreDeadline deadline = deadline(questions.size(), storeEnd);
        Supplier<List<Begun>> begun = deadline.run(() -> pipeline.begin(questions));
        return () -> deadline.run(begun);
    }

    /**
     * In nanoseconds, nine tenths of the timeout, as for the sources; many are allowed a little
     * more.
     */
    private long storeTime(int questions) {
        Duration time = Durations.tenths(storeTimeout, 9);
        return time.plusMillis(questions < LARGE ? 0 : questions).toNanos();
    }

    /**
     * The end of the store's time. What begins late, as sources or the part of a batch before took
     * their time, has the last tenth of the timeout at least; many have all of theirs.
     */
    private StoreDeadline deadline(int questions, long storeEnd) {
        long least =
                questions < LARGE
                        ? Durations.tenths(storeTimeout, 1).toNanos()
                        : storeTime(questions);
        long earliest = System.nanoTime() + least;
        return new StoreDeadline(storeEnd - earliest < 0 ? earliest : storeEnd);
    }

    /** Has nobody wait for the sources any more, now and from now on. */
    void stopWaiting() {
        stopping = true;
        waits.forEach(WaitStop::now);
    }

    private void await(
            List<Begun> begun, BegunQuestions together, Duration timeout, WaitStop stop) {
        waits.add(stop);
        try {
            if (stopping) {
                stop.now();
            }
            begun.forEach(each -> await(each, together, timeout, stop));
        } finally {
            waits.remove(stop);
        }
    }

    /**
     * Waits for the sources until nine tenths of the timeout are over, so that the answer is out by
     * the end of it: on a machine that has five times as much to do as it can, a twentieth was not
     * enough for that. Whoever joins a call late waits for what is left of it only.
     */
    private static void await(
            Begun begun, BegunQuestions together, Duration timeout, WaitStop stop) {
        begun.call()
                .ifPresent(
                        call -> {
                            long started =
                                    together.started - call.startedNanos() < 0
                                            ? together.started
                                            : call.startedNanos();
                            long wait = Durations.tenths(timeout, 9).toNanos();
                            // Whether it is done in time shows in what is stored.
                            var _ = call.await(new Deadline(started + wait), stop);
                        });
    }

    /** From here on nothing may throw: a contact may be durable. */
    private List<Answer> finish(List<Begun> begun, BegunQuestions together) {
        List<Answer> answers = new ArrayList<>(begun.size());
        Iterator<Finished> finished =
                deadline(begun.size(), together.storeEnd)
                        .run(() -> pipeline.finish(begun))
                        .iterator();
        for (Begun each : begun) {
            Finished done = finished.next();
            answers.add(done.answer());
            if (!each.asked().question().peek()) {
                afterAnswer.record(each, done, together.generation);
            }
        }
        together.returned.accept(answers);
        return answers;
    }

    static Answer notPublic(String hostname, NotPublic junk) {
        return new Answer(hostname, junk, Seen.NOTHING, DomainFacts.NONE);
    }

    /**
     * Questions that were begun together.
     *
     * @param names of all of them
     * @param open gives those about public names, once
     * @param generation of the cache
     * @param started by {@link System#nanoTime}
     * @param storeEnd when the store's time is over
     * @param returned is given their answers
     */
    private record BegunQuestions(
            List<Name> names,
            Supplier<List<Begun>> open,
            long generation,
            long started,
            long storeEnd,
            Consumer<List<Answer>> returned) {}

    /** A question whose answer nothing can change any more. */
    private record Settled(Answer answer) implements PendingLookup {

        @Override
        public boolean waits() {
            return false;
        }

        @Override
        public Answer answer(Duration timeout) {
            return answer;
        }
    }

    /** A question about a public name. */
    private final class Pending implements PendingLookup {

        private final Begun begun;
        private final BegunQuestions together;
        private final WaitStop stop = new WaitStop();

        private Pending(Begun begun, BegunQuestions together) {
            this.begun = begun;
            this.together = together;
        }

        @Override
        public boolean waits() {
            return begun.call().isPresent();
        }

        @Override
        public Answer answer(Duration timeout) {
            GroupedQuestions.this.await(List.of(begun), together, timeout, stop);
            return finish(List.of(begun), together).getFirst();
        }

        @Override
        public void stopWaiting() {
            stop.now();
        }
    }
}
