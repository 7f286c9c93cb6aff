package org.domainstats.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

class FreqReaderTest {

    private static final String WHOLE =
            "[true, \"\\n-\", [[\"a\", [[\"b\", 12], [\"B\", 3]]], [\"\\u00e5\", [[\"\\\"\", 1]]]]]";

    @Test
    void readsTheFormatOfTheAuthor() throws IOException {
        FreqFile file = read(WHOLE);

        assertThat(file.foldsCase()).isTrue();
        assertThat(file.ignored()).isEqualTo("\n-");
        assertThat(file.counts().of('a', 'b')).isEqualTo(12);
        assertThat(file.counts().of('a', 'B')).isEqualTo(3);
        assertThat(file.counts().of('å', '"')).isEqualTo(1);
        assertThat(file.counts().ofFirst('a')).isEqualTo(15);
    }

    @Test
    void readsLatin1AndAnyWhiteSpace() throws IOException {
        FreqFile file = read("\r\n[false,\"\",[[\"å\",[[\"a\",\t2]]],[\"z\",[]]]]\n");

        assertThat(file.foldsCase()).isFalse();
        assertThat(file.counts().of('å', 'a')).isEqualTo(2);
    }

    @Test
    void readsWhatItWrites() throws IOException {
        String text = read(WHOLE).text();

        assertThat(read(text).text()).isEqualTo(text);
        assertThat(read(text).counts().of('å', '"')).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    ~~                                      | it ends too early, at byte 0
                    {}                                      | expected [, at byte 0
                    [1, "", []]                             | expected true or false
                    [true, 7, []]                           | expected ", at byte 7
                    [true, "a                               | it ends too early
                    [true, "", []]                          | it has no pairs
                    [true, "", [["a", []]]]                 | it has no pairs
                    [true, "", [["ab", [["c", 1]]]]]        | expected a single character
                    [true, "", [["", [["c", 1]]]]]          | expected a single character
                    [true, "", [["a", [["c", -1]]]]]        | expected a count
                    [true, "", [["a", [["c", 1.5]]]]]       | expected ], at byte 26
                    [true, "", [["a", [["c", "1"]]]]]       | expected a count
                    [true, "", [["a", [["c", 99999999999999999999]]]]] | expected a count
                    [true, "", [["a", [["c", 999999999999999999]]]]]   | add up to too much
                    [true, "\\x", [["a", [["c", 1]]]]]      | an unknown escape
                    [true, "\\u00g0", [["a", [["c", 1]]]]]  | an unknown escape
                    [true, "", [["a", [["c", 1]]]],]        | expected ], at byte 30
                    [true, "", [["a", [["c", 1],]]]]        | expected [
                    [true, "", [["a", [["c", 1]]]]] x       | something follows the table
                    """)
    void malformedTableIsRefusedWithThePlace(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text))
                .withMessageStartingWith("mine.freq is no freq table: ")
                .withMessageContaining(reason)
                .withMessageContaining("at byte ");
    }

    @Test
    void endlessTableIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(" ".repeat((2 << 20) + 1)))
                .withMessageContaining("longer than");
    }

    @Test
    void brokenTableIsRefusedWithNoOtherFault() {
        Random random = new Random(11);
        byte[] whole = WHOLE.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 5_000; i++) {
            byte[] broken = whole.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                broken[random.nextInt(broken.length)] =
                        random.nextBoolean()
                                ? whole[random.nextInt(whole.length)]
                                : (byte) random.nextInt();
            }
            Throwable fault =
                    catchThrowable(
                            () -> FreqReader.read(new ByteArrayInputStream(broken), "mine.freq"));
            assertThat(fault)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            refused ->
                                    assertThat(refused)
                                            .isExactlyInstanceOf(IllegalArgumentException.class)
                                            .hasMessageContaining("is no freq table"));
        }
    }

    private static FreqFile read(String text) throws IOException {
        return FreqReader.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), "mine.freq");
    }
}
