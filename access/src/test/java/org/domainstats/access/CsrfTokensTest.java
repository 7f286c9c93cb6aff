package org.domainstats.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.access.Identity.Proof;
import org.domainstats.http.AccessRole;
import org.junit.jupiter.api.Test;

class CsrfTokensTest {

    private final CsrfTokens tokens = new CsrfTokens(new byte[32]);

    @Test
    void aTokenIsOfOneSessionAndNotOfAnotherOfItsHolder() {
        Identity session = alice(Proof.SESSION, "1");
        String token = tokens.of(session);
        assertThat(tokens.isOf(session, token)).isTrue();
        assertThat(tokens.isOf(alice(Proof.SESSION, "2"), token)).isFalse();
        assertThat(tokens.isOf(alice(Proof.PROXY, "1"), token)).isFalse();
        assertThat(tokens.isOf(session, "")).isFalse();
    }

    @Test
    void anotherKeyMakesOtherTokens() {
        byte[] other = new byte[32];
        other[0] = 1;
        Identity session = alice(Proof.SESSION, "1");
        assertThat(tokens.isOf(session, new CsrfTokens(other).of(session))).isFalse();
    }

    private static Identity alice(Proof proof, String key) {
        return new Identity("alice", AccessRole.READ, proof, key);
    }
}
