package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.store.events.EventLog.LoggedEvent;
import org.domainstats.store.events.EventLog.NewEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

class EventFilterTest {

    private static final EventDocument YOUNG =
            SampleEvents.of(
                    1,
                    EventKind.FIRST_CONTACT,
                    ",\"age_days\":3,\"freq_average\":2.5,\"labels\":[\"phishing\",\"x\"],"
                            + "\"registered_source\":\"rdap\",\"learning\":true,\"randomness\":0.93,"
                            + "\"lookalike_of\":\"paypal.com\"");
    private static final EventDocument KNOWN =
            SampleEvents.of(2, EventKind.SLEEPER, ",\"established\":true,\"rank\":7");
    private static final EventDocument ALLOWED =
            SampleEvents.of(3, EventKind.FIRST_CONTACT, ",\"allowed\":\"ours\"");

    @ParameterizedTest
    @CsvSource({
        "kinds, sleeper, false, true",
        "kinds, sleeper+first-contact, true, true",
        "max-age, 3d, true, false",
        "max-age, 2d, false, false",
        "min-age, 4d, false, true",
        "rank-over, 6, true, true",
        "rank-over, 7, true, false",
        "score-below, 2.6, true, false",
        "score-below, 2.5, false, false",
        "randomness-from, 0.93, true, false",
        "randomness-from, 0.94, false, false",
        "randomness-from, 0, true, false",
        "lookalike, yes, true, false",
        "lookalike, no, false, true",
        "labels, phishing+other, true, false",
        "labels, other, false, false",
        "sources, rdap+whois, true, false",
        "learning, no, false, true",
        "learning, yes, true, true",
    })
    void eachOptionIsACondition(String option, String value, boolean young, boolean known) {
        EventFilter filter = EventFilter.of(Map.of(option, value));
        assertThat(filter.accepts(YOUNG)).as("young").isEqualTo(young);
        assertThat(filter.accepts(KNOWN)).as("known").isEqualTo(known);
        assertThat(filter.accepts(ALLOWED)).as("allowed").isFalse();
    }

    @ParameterizedTest
    @CsvSource({"yes, true", "no, false"})
    void whatIsAllowedIsToldWhereItIsWanted(String value, boolean told) {
        assertThat(EventFilter.of(Map.of("allowed", value)).accepts(ALLOWED)).isEqualTo(told);
    }

    @Test
    void whatANewerProgramToldIsPassedOver() {
        EventDocument newer =
                EventDocument.of(
                        new LoggedEvent(
                                1,
                                new NewEvent(
                                        "id",
                                        "of-tomorrow",
                                        new DomainName("a.com"),
                                        SampleEvents.AT,
                                        "{\"kind\":\"of-tomorrow\"}")));
        assertThat(EventFilter.USUAL.accepts(newer)).isFalse();
    }
}
