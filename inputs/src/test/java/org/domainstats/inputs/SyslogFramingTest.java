package org.domainstats.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Messages are found behind a count that is wrong. */
class SyslogFramingTest {

    private static String message(String name) {
        return "<134>ns dnsmasq[7]: query[A] " + name + ".com from 10.0.0.1#5311";
    }

    private static String counted(String message) {
        return message.length() + " " + message;
    }

    private static List<String> messages(String stream) throws IOException {
        SyslogFraming framing =
                new SyslogFraming(new ByteArrayInputStream(InputFixture.octets(stream)));
        List<String> messages = new ArrayList<>();
        while (framing.next()) {
            if (!framing.isCut()) {
                messages.add(
                        new String(
                                framing.message(),
                                0,
                                framing.length(),
                                StandardCharsets.ISO_8859_1));
            }
        }
        return messages;
    }

    /** What is left of a message ends with a digit, which stands right in front of a count. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8})
    void countThatIsTooSmallByAFewLosesNothingElse(int tooSmall) throws IOException {
        StringBuilder stream = new StringBuilder();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String message = message("name" + i);
            int count = message.length() - (i % 4 == 1 ? tooSmall : 0);
            stream.append(count).append(' ').append(message);
            sent.add(message.substring(0, count));
        }
        assertThat(messages(stream.toString())).containsExactlyElementsOf(sent);
    }

    @Test
    void messageThatHoldsWhatLooksLikeTheNextIsNotSplit() throws IOException {
        for (int length : new int[] {112, 1_012, 2_034}) {
            int own = length % 100;
            String begin = message("a");
            String forged = "x".repeat(Math.max(0, own - begin.length()));
            String text = (begin + forged).substring(0, own) + counted(message("forged"));
            String message = text + "x".repeat(length - text.length());
            String other = counted(message("other"));

            assertThat(messages(counted(message) + other + counted(message)))
                    .containsExactly(message, message("other"), message);
            assertThat(messages(counted(message) + "\n" + message("line") + "\n"))
                    .containsExactly(message, message("line"));
        }
    }

    /** Each octet is read a few times at most, whatever is sent. */
    @Test
    void countsThatAreAllWrongAreNotReadOverAndOver() throws IOException {
        String stream = "50005 <1>xx".repeat(20_000);
        assertThat(messages(stream))
                .extracting(String::length)
                .contains(5)
                .as("one that is not split, as too much was read again")
                .contains(50_005);
    }
}
