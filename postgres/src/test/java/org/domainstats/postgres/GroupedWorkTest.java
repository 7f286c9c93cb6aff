package org.domainstats.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

final class GroupedWorkTest {

    /** Only where something is broken. */
    private static final Duration NEVER = Duration.ofHours(1);

    private final BlockingQueue<List<String>> begun = new LinkedBlockingQueue<>();
    private final Semaphore ends = new Semaphore(0);
    private final AtomicLong nanoTime = new AtomicLong();
    private final Semaphore clockReads = new Semaphore(0);
    private volatile boolean takesTurns;
    private GroupedWork<String> groups = start(NEVER);

    @AfterEach
    void close() {
        ends.release(Integer.MAX_VALUE);
        groups.close();
    }

    @Test
    void whoComesWhileAGroupIsOnItsWayBelongsToTheNext() throws Exception {
        begin("first");
        add("a", "b", "c");
        end();
        assertThat(next()).containsExactly("a", "b", "c");
    }

    @Test
    void withoutOthersNobodyIsWaitedFor() throws Exception {
        begin("first");
        add("a");
        end();
        assertThat(next()).containsExactly("a");
    }

    @Test
    void inTurnWithOthersThoseThatWereAnsweredAMomentAgoAreWaitedFor() throws Exception {
        takesTurns = true;
        begin("first");
        add("a");
        end();
        add("first again");
        assertThat(next()).containsExactly("a", "first again");
    }

    @Test
    void whoAsksAloneWaitsForNobody() throws Exception {
        takesTurns = true;
        begin("a");
        end();
        begin("b");
        end();
        begin("c");
    }

    @Test
    void aGroupThatIsHeldUpHoldsUpNoOther() throws Exception {
        groups.close();
        groups = start(Duration.ofMillis(1));
        begin("held up");
        begin("next");
    }

    private GroupedWork<String> start(Duration longestWait) {
        return new GroupedWork<>(
                "test",
                10,
                new GroupedWork.Work<>() {
                    @Override
                    public void answer(List<String> callers) {
                        begun.add(List.copyOf(callers));
                        ends.acquireUninterruptibly();
                        nanoTime.addAndGet(NEVER.toNanos());
                    }

                    @Override
                    public void refuse(String caller) {
                        throw new AssertionError(caller);
                    }

                    @Override
                    public boolean takesTurns() {
                        return takesTurns;
                    }
                },
                longestWait,
                this::readClock);
    }

    private void add(String... callers) {
        List.of(callers).forEach(each -> groups.add(each, NEVER));
    }

    private void begin(String caller) throws InterruptedException {
        add(caller);
        assertThat(next()).containsExactly(caller);
    }

    /** Until it is known how long the group took: by then those that have come were counted. */
    private void end() throws InterruptedException {
        clockReads.drainPermits();
        ends.release();
        clockReads.acquire();
    }

    private long readClock() {
        clockReads.release();
        return nanoTime.get();
    }

    private List<String> next() throws InterruptedException {
        List<String> group = begun.poll(60, TimeUnit.SECONDS);
        assertThat(group).as("no group within a minute").isNotNull();
        return group;
    }
}
