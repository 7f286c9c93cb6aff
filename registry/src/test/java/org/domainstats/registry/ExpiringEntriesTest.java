package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.registry.ExpiringEntries.Fact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

class ExpiringEntriesTest {

    private final FakeTime time = new FakeTime();
    private final Instant later = time.instant().plusSeconds(60);

    @TempDir private Path folder;

    @Test
    void aFactOutlivesTheProcessUntilItsTime() {
        kept().put("a", new Fact("one", later));

        assertThat(kept().find("a")).isEqualTo(new Fact("one", later));
        assertThat(kept().find("b")).isNull();
        time.pass(Duration.ofSeconds(60));
        assertThat(kept().find("a")).isNull();
    }

    @Test
    void twoProcessesKeepEachOthersFacts() {
        ExpiringEntries mine = kept();
        ExpiringEntries theirs = kept();
        mine.put("a", new Fact("one", later));
        theirs.put("b", new Fact("two", later));
        mine.put("a", new Fact("three", later));

        assertThat(kept().find("a")).isEqualTo(new Fact("three", later));
        assertThat(kept().find("b")).isEqualTo(new Fact("two", later));
    }

    @Test
    void theOldestMakeRoom() {
        for (String key : new String[] {"a", "b", "a", "c", "d"}) {
            kept().put(key, new Fact("of " + key, later));
        }

        assertThat(kept().find("b")).isNull();
        assertThat(kept().find("a")).isNotNull();
        assertThat(kept().find("d")).isNotNull();
    }

    @Test
    void aDamagedFileCostsItsFactsOnly() throws IOException {
        Files.write(file(), new byte[] {(byte) 0xff, '\t', 0, '\n', 'a', '\t', 'x', '\t', '\t'});
        assertThat(kept().find("a")).isNull();

        Files.writeString(file(), "a\tnot a time\tone\nb\t" + later + "\ttwo\nc\td\n");
        assertThat(kept().find("a")).isNull();
        assertThat(kept().find("b")).isEqualTo(new Fact("two", later));
    }

    private ExpiringEntries kept() {
        return new ExpiringEntries(file(), 3, time);
    }

    private Path file() {
        return folder.resolve("facts.tsv");
    }
}
