package org.domainstats.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

class SharedVertxTest {

    @Test
    void isCreatedOnceAndAtTheFirstUseOnly() {
        AtomicInteger created = new AtomicInteger();
        try (SharedVertx shared =
                new SharedVertx(
                        builder -> {
                            created.incrementAndGet();
                            return builder;
                        })) {
            assertThat(created).hasValue(0);
            assertThat(shared.get()).isSameAs(shared.get());
            assertThat(created).hasValue(1);
        }
    }

    @Test
    void isNotCreatedAgainAfterItWasClosed() {
        SharedVertx shared = new SharedVertx();
        shared.close();

        assertThatThrownBy(shared::get).isInstanceOf(IllegalStateException.class);
    }
}
