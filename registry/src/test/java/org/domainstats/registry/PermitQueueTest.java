package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.registry.PermitQueue.Ticket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Who gets a host's permit next. */
class PermitQueueTest {

    private static final RequestFlow FLOODING = new RequestFlow("flooding", false);
    private static final RequestFlow AGAIN = new RequestFlow(FLOODING.client(), true);
    private static final RequestFlow OTHER = new RequestFlow("other", false);
    private static final RequestFlow LOCAL = new RequestFlow("local", false);
    private static final Duration LONG = Duration.ofMinutes(2);

    private final PermitQueue queue = new PermitQueue(100);
    private final BlockingQueue<String> served = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void stop() {
        threads.forEach(Thread::interrupt);
    }

    @Test
    void anotherClientDoesNotWaitForAFlood() throws Exception {
        Ticket holder = hold();
        for (int i = 0; i < 50; i++) {
            waits("flood" + i, RequestPriority.FRESH, FLOODING);
        }
        waits("real", RequestPriority.FRESH, OTHER);
        queue.served(holder);
        queue.leave();

        assertThat(order(3)).contains("real");
    }

    @Test
    void permitsRotateOverClients() throws Exception {
        hold();
        for (int i = 0; i < 3; i++) {
            waits("a" + i, RequestPriority.FRESH, FLOODING);
            waits("b" + i, RequestPriority.FRESH, OTHER);
        }
        queue.leave();

        List<String> order = order(6);
        for (int i = 0; i < 6; i += 2) {
            assertThat(order.get(i).charAt(0)).isNotEqualTo(order.get(i + 1).charAt(0));
        }
    }

    @Test
    void aLaterRequestOfTheSameClientGoesBeforeItsFlood() throws Exception {
        hold();
        for (int i = 0; i < 50; i++) {
            waits("flood" + i, RequestPriority.FRESH, FLOODING);
        }
        waits("real", RequestPriority.FRESH, FLOODING);
        queue.leave();

        assertThat(order(1)).containsExactly("real");
    }

    @Test
    void whatIsAskedAgainWaitsForOneNewNameOfItsClientAtMost() throws Exception {
        Ticket holder = hold();
        waits("again", RequestPriority.FRESH, AGAIN);
        for (int i = 0; i < 50; i++) {
            waits("new" + i, RequestPriority.FRESH, FLOODING);
        }
        queue.served(holder);
        queue.leave();

        assertThat(order(1)).containsExactly("again");
    }

    @Test
    void aNewNameWaitsForOneThatIsAskedAgainAtMost() throws Exception {
        hold();
        for (int i = 0; i < 50; i++) {
            waits("again" + i, RequestPriority.FRESH, AGAIN);
        }
        waits("new", RequestPriority.FRESH, FLOODING);
        queue.leave();

        assertThat(order(2)).contains("new");
    }

    @Test
    void aStreamOfNewNamesPushesNothingOutThatIsAskedAgain() throws Exception {
        PermitQueue small = new PermitQueue(3);
        assertThat(small.enter(small.ticket(RequestPriority.FRESH, FLOODING), LONG)).isTrue();
        CountDownLatch served = new CountDownLatch(1);
        Ticket again = small.ticket(RequestPriority.FRESH, AGAIN);
        start(
                () -> {
                    if (small.enter(again, LONG)) {
                        served.countDown();
                    }
                });
        awaitWaiting(threads.getLast());
        for (int i = 0; i < 20; i++) {
            Ticket next = small.ticket(RequestPriority.FRESH, FLOODING);
            start(() -> small.enter(next, LONG));
            awaitWaitingOrOver(threads.getLast());
        }
        small.served(small.ticket(RequestPriority.FRESH, FLOODING));
        small.leave();

        assertThat(served.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aNameThatExistsGoesBeforeOthersOfTheSameBatchThatDoNot() throws Exception {
        hold();
        waits("real", RequestPriority.FRESH, FLOODING);
        for (int i = 0; i < 50; i++) {
            waits("junk" + i, RequestPriority.NONEXISTENT, FLOODING);
        }
        queue.leave();

        assertThat(order(1)).containsExactly("real");
    }

    @Test
    void theBackgroundGetsEveryFourthPermitWhereFreshRequestsWait() throws Exception {
        hold();
        for (int i = 0; i < 20; i++) {
            waits("fresh" + i, RequestPriority.FRESH, OTHER);
            waits("retry" + i, RequestPriority.RETRY, LOCAL);
        }
        queue.leave();

        assertThat(order(20)).filteredOn(name -> name.startsWith("retry")).hasSize(5);
    }

    @Test
    void theBackgroundGoesInOrderOfItsRanks() throws Exception {
        hold();
        waits("junk", RequestPriority.NONEXISTENT, OTHER);
        waits("recheck", RequestPriority.RECHECK, LOCAL);
        waits("retry", RequestPriority.RETRY, LOCAL);
        queue.leave();

        assertThat(order(3)).containsExactly("retry", "recheck", "junk");
    }

    @Test
    void whoComesLastInOrderIsRefusedWhenTheQueueIsFull() throws Exception {
        PermitQueue small = new PermitQueue(1);
        assertThat(small.enter(small.ticket(RequestPriority.FRESH, OTHER), LONG)).isTrue();
        CountDownLatch refused = new CountDownLatch(1);
        Ticket junk = small.ticket(RequestPriority.NONEXISTENT, OTHER);
        start(
                () -> {
                    if (!small.enter(junk, LONG)) {
                        refused.countDown();
                    }
                });
        awaitWaiting(threads.getLast());
        Ticket fresh = small.ticket(RequestPriority.FRESH, OTHER);
        start(() -> small.enter(fresh, LONG));

        assertThat(refused.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(small.enter(small.ticket(RequestPriority.RETRY, OTHER), LONG)).isFalse();
    }

    @Test
    void aHolderThatWaitedPassesThePermitToOneThatGoesBefore() throws Exception {
        Ticket junk = queue.ticket(RequestPriority.NONEXISTENT, FLOODING);
        assertThat(queue.enter(junk, LONG)).isTrue();
        waits("real", RequestPriority.FRESH, OTHER);

        assertThat(queue.yieldPermit(junk, LONG)).isTrue();
        assertThat(order(1)).containsExactly("real");
    }

    private Ticket hold() throws InterruptedException {
        Ticket ticket = queue.ticket(RequestPriority.FRESH, FLOODING);
        assertThat(queue.enter(ticket, LONG)).isTrue();
        return ticket;
    }

    private void waits(String name, RequestPriority priority, RequestFlow flow) {
        Ticket ticket = queue.ticket(priority, flow);
        start(
                () -> {
                    if (queue.enter(ticket, LONG)) {
                        served.add(name);
                        queue.served(ticket);
                        queue.leave();
                    }
                });
        awaitWaiting(threads.getLast());
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    private void start(Waiting waiting) {
        threads.add(
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    try {
                                        waiting.run();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                }));
    }

    private static void awaitWaiting(Thread thread) {
        awaitWaitingOrOver(thread);
        assertThat(thread.getState()).isEqualTo(Thread.State.TIMED_WAITING);
    }

    private static void awaitWaitingOrOver(Thread thread) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (thread.isAlive()
                && thread.getState() != Thread.State.TIMED_WAITING
                && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private List<String> order(int count) throws InterruptedException {
        List<String> order = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            order.add(String.valueOf(served.poll(60, TimeUnit.SECONDS)));
        }
        return order;
    }
}
