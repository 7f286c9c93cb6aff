package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class FeedKeyTest {

    private static final byte[] BYTES = "manifest".getBytes(StandardCharsets.US_ASCII);

    private final FeedSigningKey key = FeedSigningKey.generate();

    @Test
    void signatureIsVerifiedWithTheKeyReadBackFromText() {
        FeedPublicKey publicKey = FeedPublicKey.parse(key.publicKey().toString());
        assertThat(publicKey).isEqualTo(key.publicKey());
        assertThat(publicKey.verifies(BYTES, FeedSigningKey.parsePem(key.pem()).sign(BYTES)))
                .isTrue();
    }

    @Test
    void everyFlippedBitOfASignatureIsNoticed() {
        byte[] signature = key.sign(BYTES);
        for (int i = 0; i < signature.length - 1; i++) {
            byte[] flipped = signature.clone();
            flipped[i] ^= 1;
            assertThat(key.publicKey().verifies(BYTES, flipped)).as("byte %d", i).isFalse();
        }
    }

    @Test
    void oneOfSeveralSignaturesIsEnough() {
        String other = text(FeedSigningKey.generate().sign(BYTES));
        assertThat(verifies(other + text(key.sign(BYTES)))).isTrue();
        assertThat(verifies(other)).isFalse();
        assertThat(verifies("\n \n")).isFalse();
        assertThat(verifies(other.repeat(4) + text(key.sign(BYTES)))).isFalse();
    }

    private boolean verifies(String signatures) {
        return key.publicKey().verifies(BYTES, signatures.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Test
    void halvesOfTwoKeysAreRefused() {
        String own = key.pem();
        String other = FeedSigningKey.generate().pem();
        String half = "-----BEGIN PUBLIC";
        String mixed = own.substring(0, own.indexOf(half)) + other.substring(other.indexOf(half));
        assertThatThrownBy(() -> FeedSigningKey.parsePem(mixed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belong together");
    }

    @Test
    void secretsAreNotShown() {
        assertThat(key.toString()).doesNotContain("PRIVATE").contains(key.publicKey().toString());
    }
}
