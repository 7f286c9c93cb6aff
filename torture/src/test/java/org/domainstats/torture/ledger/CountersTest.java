package org.domainstats.torture.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.torture.ledger.Counters.Violation;
import org.junit.jupiter.api.Test;

class CountersTest {

    private final Counters counters = new Counters();

    @Test
    void machineWithOtherWorkExcusesWhatIsTooSlow() {
        counters.violation(Violation.TOO_SLOW, "an answer took PT9S");

        assertThat(counters.isClean(true)).isTrue();
        assertThat(counters.isClean(false)).isFalse();
    }

    @Test
    void nothingExcusesWhatIsLost() {
        counters.violation(Violation.TOO_SLOW, "an answer took PT9S");
        counters.violation(Violation.LOST, "example.org");

        assertThat(counters.isClean(true)).isFalse();
    }
}
