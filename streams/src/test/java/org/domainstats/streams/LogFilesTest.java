package org.domainstats.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

class LogFilesTest {

    @Test
    void compressedLogsAreInflatedByTheirContent() throws IOException {
        byte[] log = "www.example.com\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        for (byte[] member : List.of(log, log)) {
            try (OutputStream out = new GZIPOutputStream(gzip)) {
                out.write(member);
            }
        }
        assertThat(inflated(gzip.toByteArray())).hasSize(2 * log.length);
        assertThat(inflated(Zstd.compress(log))).isEqualTo(log);
        byte[] nothing = {0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 'x', 'y'};
        byte[] frame = Zstd.compress(log);
        byte[] frames = Arrays.copyOf(nothing, nothing.length + 2 * frame.length);
        System.arraycopy(frame, 0, frames, nothing.length, frame.length);
        System.arraycopy(frame, 0, frames, nothing.length + frame.length, frame.length);
        assertThat(inflated(frames)).hasSize(2 * log.length);
        assertThat(inflated(log)).isEqualTo(log);
        assertThat(inflated(new byte[] {'a'})).isEqualTo(new byte[] {'a'});
        assertThat(inflated(new byte[0])).isEmpty();
    }

    private static byte[] inflated(byte[] bytes) throws IOException {
        return LogFiles.inflated(new ByteArrayInputStream(bytes)).readAllBytes();
    }

    @Test
    void aRotatedSetIsReadOldestFirst() {
        assertThat(
                        inOrder(
                                "l/query.log",
                                "l/query.log.1",
                                "l/query.log.10.gz",
                                "l/query.log.2.zst",
                                "m/query.log.3"))
                .containsExactly(
                        "l/query.log.10.gz",
                        "l/query.log.2.zst",
                        "l/query.log.1",
                        "l/query.log",
                        "m/query.log.3");
        assertThat(inOrder("eve.json", "eve.json-20250820", "eve.json-20250819.gz", "a.log"))
                .containsExactly("eve.json-20250819.gz", "eve.json-20250820", "eve.json", "a.log");
        assertThat(inOrder("dns.01:00:00-02:00:00.log.gz", "dns.00:00:00-01:00:00.log.gz"))
                .containsExactly("dns.01:00:00-02:00:00.log.gz", "dns.00:00:00-01:00:00.log.gz");
    }

    private static List<String> inOrder(String... files) {
        return LogFiles.inOrder(Stream.of(files).map(Path::of).toList()).stream()
                .map(Path::toString)
                .toList();
    }
}
