package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.domainstats.base.Deadline;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.time.Duration;

class StopWithoutStoreTest extends EventFixture {

    /** The stop has other things to close after this one. */
    @Test
    void databaseThatWasRemovedFailsNoStop() throws Exception {
        pass(Duration.ofSeconds(1));
        Files.delete(folder.resolve("contacts.db"));

        assertThatCode(() -> service.close(Deadline.in(Duration.ofSeconds(1))))
                .doesNotThrowAnyException();
    }
}
