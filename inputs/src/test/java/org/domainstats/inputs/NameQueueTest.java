package org.domainstats.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.base.Deadline;
import org.domainstats.inputs.InputCounters.Drop;
import org.domainstats.model.PublicName;
import org.domainstats.store.StoreException;
import org.domainstats.usage.ReadNames;
import org.domainstats.usage.ReadNames.Outcome;
import org.domainstats.usage.ReadNames.Recorded;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

class NameQueueTest {

    private static final int OFFERED = 50_000;

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private Outcome outcome = Outcome.RECORDED;
    private final InputCounters counters = new InputCounters("udp", Clock.systemUTC());
    private final PublicName name = (PublicName) InputFixture.HOSTNAMES.reduce("www.a.com");

    private NameQueue queue() {
        return new NameQueue(
                new InputSettings(
                        InputFixture.HOSTNAMES,
                        this::record,
                        new OwnQuestions(),
                        "",
                        Clock.systemUTC()),
                counters);
    }

    private Recorded record(ReadNames.Reader reader, ReadNames names) {
        calls.incrementAndGet();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (faults.getAndDecrement() > 0) {
            throw new StoreException("the disk is full");
        }
        return new Recorded(outcome, 1);
    }

    @Test
    void whatThereIsNoRoomForIsCountedAndTheRestIsRecorded() {
        try (NameQueue queue = queue()) {
            queue.offer(name, null);
            InputFixture.awaitUntil(() -> calls.get() == 1);
            for (int i = 0; i < OFFERED; i++) {
                queue.offer(name, "192.0.2.1");
            }
            release.countDown();
            queue.close(Deadline.in(Duration.ofMinutes(1)));
        }
        assertThat(counters.dropped(Drop.BACKLOG)).isPositive();
        assertThat(counters.names() + counters.dropped(Drop.BACKLOG)).isEqualTo(OFFERED + 1);
    }

    @Test
    void aFaultOfTheStoreLosesNothing() {
        faults.set(2);
        release.countDown();
        try (NameQueue queue = queue()) {
            queue.offer(name, null);
            InputFixture.awaitUntil(() -> counters.names() == 1);
        }
        assertThat(calls.get()).isEqualTo(3);
    }

    @Test
    void whatIsRefusedIsCounted() {
        outcome = Outcome.LIMITED;
        release.countDown();
        try (NameQueue queue = queue()) {
            queue.offer(name, null);
            queue.offer(name, null);
            queue.close(Deadline.in(Duration.ofMinutes(1)));
        }
        assertThat(counters.dropped(Drop.LIMITED)).isEqualTo(2);
        assertThat(counters.names()).isZero();
    }
}
