package org.domainstats.logformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a reader holds between two lines: a listener has one for each sender. */
class DetectingReaderTest {

    private static final int READERS = 500;
    private static final long MOST = READERS * 16L * 1_024;

    static Stream<String> longLines() {
        return Stream.of(
                "#fields\tquery" + "\tf".repeat(25_000),
                "#separator " + "x".repeat(50_000),
                "#fields\tquery\n#unset_field\t" + "x".repeat(50_000),
                IntStream.range(0, 4_000)
                        .mapToObj(i -> "\"key" + i + "\":1")
                        .collect(Collectors.joining(",", "{", ",\"query\":\"a.com\"}")),
                "{\"query\":\"a.com\"}" + " ".repeat(50_000),
                "{\"query\":\"" + "x".repeat(50_000));
    }

    @ParameterizedTest
    @MethodSource("longLines")
    void holdsLittleOfALongLine(String lines) {
        long before = used();
        List<DetectingReader> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            DetectingReader reader = new DetectingReader(ReadingOptions.DEFAULT);
            for (String line : lines.split("\n", -1)) {
                byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
                var _ = reader.read(bytes, 0, bytes.length);
            }
            readers.add(reader);
        }
        assertThat(used() - before).isLessThan(MOST);
        assertThat(readers).hasSize(READERS);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
