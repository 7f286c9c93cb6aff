package org.domainstats.base;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;

import javax.crypto.Mac;

class HmacSha256Test {

    /** RFC 4231, test case 2. */
    private static final String CODE =
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    private final HmacSha256 hmac = new HmacSha256("Jefe".getBytes(US_ASCII));

    @Test
    void isThatOfTheStandard() {
        byte[] code = hmac.of("what do ya want for nothing?".getBytes(US_ASCII));
        assertThat(HexFormat.of().formatHex(code)).isEqualTo(CODE);
    }

    @Test
    void messagesThatComeInPiecesAtTheSameTimeDoNotMix() {
        Mac one = hmac.start();
        one.update("what do ya want ".getBytes(US_ASCII));
        hmac.start().update("something else".getBytes(US_ASCII));
        byte[] code = one.doFinal("for nothing?".getBytes(US_ASCII));
        assertThat(HexFormat.of().formatHex(code)).isEqualTo(CODE);
    }
}
