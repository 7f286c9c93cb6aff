package org.domainstats.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.domainstats.processkit.Vectors;
import org.domainstats.processkit.Vectors.Vector;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * No bytes make a decoder throw, or leave it with a value that its encoder cannot write. In the
 * build, the published vectors are changed at random, always in the same way; with {@code
 * JAZZER_FUZZ=1} Jazzer goes on by itself.
 */
class DecoderFuzzTest {

    private static final int CHANGED_PER_VECTOR = 60;

    @FuzzTest(maxDuration = "30s")
    void anyBytesAreDecoded(byte[] bytes) {
        decode(bytes);
    }

    @Test
    void changedVectorsAreDecoded() {
        Random random = new Random(20_261_124);
        List<Vector> all = new ArrayList<>();
        for (String kind : List.of("request", "reply", "envelope")) {
            all.addAll(Vectors.of(DecoderFuzzTest.class, kind));
        }
        for (Vector vector : all) {
            for (int i = 0; i < CHANGED_PER_VECTOR; i++) {
                decode(change(vector.bytes(), random));
            }
        }
    }

    private static byte[] change(byte[] bytes, Random random) {
        byte[] changed = Arrays.copyOf(bytes, Math.min(bytes.length, 2_000));
        for (int n = random.nextInt(4); n >= 0 && changed.length > 0; n--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> changed = Arrays.copyOf(changed, at);
                default -> changed[at] = (byte) "{}[]\",:\\-+eE.0\n".charAt(random.nextInt(15));
            }
        }
        return changed;
    }

    private static void decode(byte[] bytes) {
        if (RequestCodec.decode(bytes, 0, bytes.length) instanceof CommunityRequest.Valid request) {
            byte[] again = RequestCodec.encode(request);
            assertThat(again.length).isPositive();
        }
        for (Action action : Action.values()) {
            CommunityReply reply =
                    ReplyCodec.decode(action, bytes, 0, bytes.length, Instant.EPOCH).reply();
            if (!(reply instanceof Malformed)) {
                byte[] again = ReplyCodec.encode(reply);
                assertThat(ReplyCodec.decode(action, again, 0, again.length, Instant.EPOCH).reply())
                        .isEqualTo(reply);
            }
        }
        Envelope.open(bytes, bytes.length);
    }
}
