package org.domainstats.registrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.registrations.CallPermits.Permit;
import org.domainstats.registrations.RegistrationRequest.Urgency;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class CallPermitsTest {

    private static final QueryClient FLOODING = new QueryClient("192.0.2.1");
    private static final QueryClient OTHER = new QueryClient("192.0.2.2");

    private final CallPermits permits = new CallPermits(100);

    private List<Permit> takeAll(Urgency urgency, QueryClient client) {
        List<Permit> taken = new ArrayList<>();
        for (Permit each = permits.tryAcquire(urgency, client);
                each != null;
                each = permits.tryAcquire(urgency, client)) {
            taken.add(each);
        }
        return taken;
    }

    @Test
    void aFloodOfNamesLeavesRoomForALaterQuestionOfItsClient() {
        assertThat(takeAll(Urgency.BULK, FLOODING)).hasSize(50);
        assertThat(permits.tryAcquire(Urgency.FRESH, FLOODING)).isNotNull();
    }

    @Test
    void aFloodOfQuestionsLeavesRoomForAnotherClient() {
        assertThat(takeAll(Urgency.FRESH, FLOODING)).hasSize(75);
        assertThat(takeAll(Urgency.FRESH, OTHER)).hasSize(25);
    }

    @Test
    void whatNobodyWaitsForHasAQuarter() {
        assertThat(permits.freeForBackground()).isEqualTo(25);
        assertThat(takeAll(Urgency.RETRY, QueryClient.LOCAL)).hasSize(25);
        assertThat(permits.tryAcquire(Urgency.RECHECK, QueryClient.LOCAL)).isNull();
        assertThat(permits.freeForBackground()).isZero();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        for (Urgency urgency : Urgency.values()) {
            int before = takeAndRelease(urgency);
            assertThat(takeAndRelease(urgency)).as(urgency.name()).isEqualTo(before).isPositive();
        }
        assertThat(takeAll(Urgency.FRESH, FLOODING)).hasSize(75);
    }

    private int takeAndRelease(Urgency urgency) {
        List<Permit> taken = takeAll(urgency, FLOODING);
        taken.forEach(Permit::release);
        return taken.size();
    }
}
