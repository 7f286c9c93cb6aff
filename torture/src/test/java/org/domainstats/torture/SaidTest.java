package org.domainstats.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SaidTest {

    @Test
    void bothDialectsAreRead() {
        assertThat(Said.of("{\"seen_by_you\": \"FIRST-CONTACT\", \"rank\": 1}"))
                .isEqualTo(new Said.First(null));
        assertThat(Said.of("{\"seen_by_you\": \"2026-01-02 03:04:05\", \"rank\": 1}"))
                .isEqualTo(new Said.Before(1_767_323_045));
        assertThat(Said.of("{\"seen_by_you\": \"UNAVAILABLE\", \"rank\": 1}"))
                .isEqualTo(new Said.Never());
        assertThat(Said.of("{\"first_contact\":true,\"seen_by_you\":\"2026-01-02T03:04:05Z\"}"))
                .isEqualTo(new Said.First(1_767_323_045L));
        assertThat(Said.of("{\"first_contact\":false,\"seen_by_you\":\"2026-01-02T03:04:05Z\"}"))
                .isEqualTo(new Said.Before(1_767_323_045));
        assertThat(Said.of("{\"first_contact\":false}")).isEqualTo(new Said.Never());
    }

    @Test
    void namesAreMadeFromNumbersAndBack() {
        for (int number : new int[] {0, 1, 2, 12_345, 1 << 30, Integer.MAX_VALUE}) {
            assertThat(Names.number(Names.site(number))).isEqualTo(number);
        }
        assertThat(Names.number("google.com")).isEqualTo(-1);
    }
}
