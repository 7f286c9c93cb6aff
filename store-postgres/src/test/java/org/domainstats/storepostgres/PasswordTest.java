package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.store.StoreException;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** A password that cannot be had. */
final class PasswordTest {

    /**
     * With an empty file the start was tried for 20 s, and said that it cannot be used just now.
     */
    @Test
    void whatIsWrongWithItIsSaid() {
        TestDatabase database = TestDatabase.create();
        assertThatThrownBy(
                        () ->
                                PostgresStore.open(
                                        database.address(),
                                        () -> {
                                            throw new StoreException("the file is empty");
                                        },
                                        Duration.ofSeconds(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the file is empty");
    }
}
