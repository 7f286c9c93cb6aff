package org.domainstats.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.store.triage.TriageQuery.Place;
import org.domainstats.store.triage.TriageQuery.Sort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriageParametersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.9999999999999999999",
                "1.-9999999999999999999",
                "9999999999999999999.1",
                "1.",
                "1.x",
                "-1.1",
                ".1",
                "1",
                "",
            })
    void aForgedPlaceIsTheClientsFault(String place) {
        assertThatThrownBy(() -> TriageParameters.place(place, Sort.FIRST_YOU))
                .isInstanceOf(WrongParameter.class);
    }

    @Test
    void aPlaceIsTakenBack() {
        Place place = new Place(Long.toString(Long.MAX_VALUE), 7);
        assertThat(TriageParameters.place(TriageParameters.text(place), Sort.FIRST_YOU))
                .isEqualTo(place);
    }
}
