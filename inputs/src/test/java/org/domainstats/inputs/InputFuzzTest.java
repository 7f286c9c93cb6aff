package org.domainstats.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;

/**
 * No bytes make a decoder throw what is no {@link IOException}. In the build, good messages are
 * changed at random, always in the same way; with {@code JAZZER_FUZZ=1} Jazzer goes on by itself.
 */
class InputFuzzTest {

    private static final int CHANGED = 20_000;

    @FuzzTest(maxDuration = "30s")
    void anyBytesAreDecoded(byte[] bytes) throws IOException {
        decode(bytes);
    }

    @Test
    void changedMessagesAreDecoded() throws IOException {
        Random random = new Random(20_261_126);
        byte[] frame = DnstapInputTest.dnstap(5, "192.0.2.1", "www.example.com");
        byte[] syslog =
                InputFixture.octets(
                        "99 <134>1 2026-11-26T03:00:00Z ns1 unbound 77 - [x y=\"]\"] [77:0] info\n");
        assertThat(Dnstap.parse(frame)).isInstanceOf(Dnstap.Frame.Question.class);
        for (int i = 0; i < CHANGED; i++) {
            decode(change(i % 2 == 0 ? frame : syslog, random));
        }
    }

    private static byte[] change(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return java.util.Arrays.copyOf(changed, random.nextInt(changed.length + 8));
    }

    private static void decode(byte[] bytes) throws IOException {
        Dnstap.parse(bytes);
        SyslogMessage.parse(bytes, 0, bytes.length);
        SyslogFraming framing = new SyslogFraming(new ByteArrayInputStream(bytes));
        while (framing.next()) {
            assertThat(framing.length()).isLessThanOrEqualTo(bytes.length);
        }
        FrameStream frames =
                new FrameStream(
                        new ByteArrayInputStream(bytes), OutputStream.nullOutputStream(), () -> {});
        try {
            while (frames.next() != null) {
                assertThat(bytes).isNotEmpty();
            }
        } catch (IOException e) {
            assertThat(e).isInstanceOf(IOException.class);
        }
    }
}
