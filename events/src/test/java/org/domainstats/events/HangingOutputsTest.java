package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.domainstats.base.Deadline;
import org.domainstats.processkit.Await;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Receivers that hang hold up the stop once, not each. */
class HangingOutputsTest extends EventFixture {

    private static final int OUTPUTS = 50;

    private final CountDownLatch hanging = new CountDownLatch(OUTPUTS);
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger ended = new AtomicInteger();

    /** Every second one cannot even be interrupted, as where a name is looked up. */
    private final class Hanging implements Output {

        private final boolean stubborn;

        Hanging(boolean stubborn) {
            this.stubborn = stubborn;
        }

        @Override
        public void deliver(List<Outgoing> events) throws InterruptedException {
            hanging.countDown();
            while (stubborn && never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    // It goes on.
                }
            }
            never.await();
        }

        @Override
        public void close() {
            ended.incrementAndGet();
        }
    }

    @Override
    List<OpenOutput> outputs() {
        List<OpenOutput> outputs = new ArrayList<>();
        for (int i = 0; i < OUTPUTS; i++) {
            OutputSpec spec = OutputSpec.parse("file:/nowhere#format=json&name=o" + i);
            outputs.add(new OpenOutput(spec, new Hanging(i % 2 == 0), "1.0"));
        }
        return outputs;
    }

    @Test
    void allAreBrokenOffSideBySide() throws Exception {
        service.start();
        registry.put("site.com", registered("2001-01-01T00:00:00Z"));
        ask("site.com");
        Await.until(
                "all hang",
                () -> {
                    now.set(now.get().plusSeconds(1));
                    return hanging.getCount() == 0;
                });
        assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> service.close(Deadline.in(Duration.ofMillis(100))));
        assertThat(ended).hasValue(OUTPUTS / 2);
        assertThat(store.events().outputs().positions().values())
                .allSatisfy(each -> assertThat(each.delivered()).isZero());
        never.countDown();
    }
}
