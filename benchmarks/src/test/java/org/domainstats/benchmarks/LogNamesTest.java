package org.domainstats.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

final class LogNamesTest {

    @TempDir private Path folder;

    @Test
    void takesTheQueriesOfTheZeekLogBesideTheCheckout() throws IOException {
        Path log = folder.resolve("shared/data/logs/zeek/wrccdc2018_dns.tsv.log.gz");
        Files.createDirectories(log.getParent());
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(log))) {
            out.write(
                    "#path\tdns\n#fields\tts\tquery\n1.0\ta.example\n2.0\tb.example\n#close\tx\n"
                            .getBytes(StandardCharsets.UTF_8));
        }

        LogNames names = LogNames.choose(null, folder.resolve("checkout"));

        assertThat(names.names()).containsExactly("a.example", "b.example");
    }

    @Test
    void prefersAFileOfOnesOwnAndRepeatsIt() throws IOException {
        Path own = Files.writeString(folder.resolve("own.txt"), "c.example\nd.example\n");
        Path stream = folder.resolve("stream.txt");

        LogNames.choose(own, folder).write(stream, 3);

        assertThat(stream).hasContent("c.example\nd.example\nc.example\n");
    }

    @Test
    void makesNamesByRankWhereThereIsNoLog() throws IOException {
        LogNames names = LogNames.choose(null, folder.resolve("checkout"));

        assertThat(names.source()).startsWith("made");
        assertThat(names.names().stream().distinct().count())
                .isBetween(10_000L, (long) names.names().size() / 2);
    }
}
