package org.domainstats.torture.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReportedContactTest {

    @Test
    void bothDialectsAreRead() {
        assertThat(ReportedContact.of("{\"seen_by_you\": \"FIRST-CONTACT\", \"rank\": 1}"))
                .isEqualTo(new ReportedContact.First(null));
        assertThat(ReportedContact.of("{\"seen_by_you\": \"2026-01-02 03:04:05\", \"rank\": 1}"))
                .isEqualTo(new ReportedContact.Before(1_767_323_045));
        assertThat(ReportedContact.of("{\"seen_by_you\": \"UNAVAILABLE\", \"rank\": 1}"))
                .isEqualTo(new ReportedContact.Never());
        assertThat(
                        ReportedContact.of(
                                "{\"first_contact\":true,\"seen_by_you\":\"2026-01-02T03:04:05Z\"}"))
                .isEqualTo(new ReportedContact.First(1_767_323_045L));
        assertThat(
                        ReportedContact.of(
                                "{\"first_contact\":false,\"seen_by_you\":\"2026-01-02T03:04:05Z\"}"))
                .isEqualTo(new ReportedContact.Before(1_767_323_045));
        assertThat(ReportedContact.of("{\"first_contact\":false}"))
                .isEqualTo(new ReportedContact.Never());
    }

    @Test
    void namesAreMadeFromNumbersAndBack() {
        for (int number : new int[] {0, 1, 2, 12_345, 1 << 30, Integer.MAX_VALUE}) {
            assertThat(NumberedNames.number(NumberedNames.site(number))).isEqualTo(number);
        }
        assertThat(NumberedNames.number("google.com")).isEqualTo(-1);
    }
}
