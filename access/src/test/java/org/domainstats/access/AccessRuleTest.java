package org.domainstats.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.access.Identity.Proof;
import org.domainstats.http.AccessRole;
import org.junit.jupiter.api.Test;

/** Whom the rule of a resource admits, known or not. */
class AccessRuleTest {

    private static final AccessRule ASK = AccessTable.rule("GET", "/v1/domains/{hostname}");
    private static final AccessRule READ = AccessTable.read("GET", "/v1/triage");
    private static final AccessRule WRITE = AccessTable.write("PUT", "/v1/notes/{site}");
    private static final AccessRule ADMIN = AccessTable.rule("POST", "/v1/tokens");

    @Test
    void whatWasAskedIsForKnownReadersAndProgramsOfThisMachine() {
        assertThat(READ.admits(Identity.LOCAL_PROGRAM)).isTrue();
        assertThat(READ.admits(Identity.ANYBODY)).isFalse();
        assertThat(READ.admits(Identity.NOBODY)).isFalse();
        assertThat(READ.admits(with(AccessRole.READ))).isTrue();
        assertThat(READ.admits(with(AccessRole.ASK))).isFalse();
    }

    @Test
    void whoIsNotKnownWritesAndChangesNothing() {
        for (AccessRule rule : new AccessRule[] {WRITE, ADMIN}) {
            assertThat(rule.admits(Identity.LOCAL_PROGRAM)).isFalse();
            assertThat(rule.admits(Identity.ANYBODY)).isFalse();
        }
        assertThat(WRITE.admits(with(AccessRole.READ))).isTrue();
        assertThat(ADMIN.admits(with(AccessRole.READ))).isFalse();
        assertThat(ADMIN.admits(with(AccessRole.ADMIN))).isTrue();
    }

    @Test
    void anybodyAsksWhereNoTokenIsNeeded() {
        assertThat(ASK.admits(Identity.ANYBODY)).isTrue();
        assertThat(ASK.admits(Identity.NOBODY)).isFalse();
    }

    private static Identity with(AccessRole role) {
        return new Identity("siem", role, Proof.TOKEN, "siem");
    }
}
