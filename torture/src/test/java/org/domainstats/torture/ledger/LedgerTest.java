package org.domainstats.torture.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.torture.ledger.Counters.Violation;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;

final class LedgerTest {

    private static final long NOW = 1_800_000_000;

    private final Counters counters = new Counters();
    private final Ledger ledger =
            new Ledger(counters, InstantSource.fixed(Instant.ofEpochSecond(NOW)));
    private final int site = ledger.fresh();

    @Test
    void aSiteAnnouncedOnceAndDatedAlikeAfterwardsIsInOrder() {
        ledger.answered(site, new ReportedContact.First(NOW));
        ledger.answered(site, new ReportedContact.Before(NOW));
        ledger.settle();
        ledger.peeked(site, new ReportedContact.Before(NOW));
        assertThat(counters.isClean(false)).isTrue();
    }

    @Test
    void ofTwoRequestsAtOnceTheDateMayBeReadFirst() {
        ledger.answered(site, new ReportedContact.Before(NOW));
        ledger.answered(site, new ReportedContact.First(NOW));
        ledger.settle();
        assertThat(counters.isClean(false)).isTrue();
    }

    @Test
    void aSecondAnnouncementIsARepeat() {
        ledger.answered(site, new ReportedContact.First(NOW));
        ledger.answered(site, new ReportedContact.First(NOW));
        assertThat(counters.violations(Violation.ANNOUNCED_TWICE)).isOne();
    }

    @Test
    void anAnnouncementAfterAnAnswerWithADateIsALoss() {
        ledger.answered(site, new ReportedContact.Before(NOW));
        ledger.settle();
        ledger.answered(site, new ReportedContact.First(NOW));
        assertThat(counters.violations(Violation.LOST)).isOne();
    }

    /** Two asked at once, a stop cut the first one off, and the next server tells it on. */
    @Test
    void anAnnouncementWhoseClientWasCutOffMayComeAfterAnAnswerWithADateAndOnce() {
        ledger.answered(site, new ReportedContact.Before(NOW));
        ledger.unanswered(site);
        ledger.settle();
        ledger.answered(site, new ReportedContact.First(NOW));
        assertThat(counters.isClean(false)).isTrue();
        ledger.answered(site, new ReportedContact.First(NOW));
        assertThat(counters.violations(Violation.ANNOUNCED_TWICE)).isOne();
    }

    @Test
    void anAnnouncementWhoseClientWentAwayMayComeAfterAPeekHasSeenTheDate() {
        ledger.unanswered(site);
        ledger.peeked(site, new ReportedContact.Before(NOW));
        ledger.settle();
        ledger.answered(site, new ReportedContact.First(NOW));
        assertThat(counters.isClean(false)).isTrue();
    }

    @Test
    void whatAPeekDoesNotFindAnyMoreIsLost() {
        ledger.answered(site, new ReportedContact.First(null));
        ledger.peeked(site, new ReportedContact.Never());
        assertThat(counters.violations(Violation.LOST)).isOne();
    }

    @Test
    void whatTheLogDoesNotHaveIsLost() {
        ledger.answered(site, new ReportedContact.First(null));
        ledger.allIn(new BitSet());
        assertThat(counters.violations(Violation.LOST)).isOne();
    }

    @Test
    void aDateWithoutAnyAnnouncementIsAViolationUnlessARequestWasUnanswered() {
        int unanswered = ledger.fresh();
        ledger.unanswered(unanswered);
        ledger.answered(unanswered, new ReportedContact.Before(NOW));
        ledger.answered(site, new ReportedContact.Before(NOW));
        ledger.settle();
        ledger.settle();
        assertThat(counters.violations(Violation.NEVER_ANNOUNCED)).isOne();
    }

    @Test
    void aDateThatMovesOrLiesInTheFutureIsNoticed() {
        ledger.answered(site, new ReportedContact.First(NOW + 60));
        assertThat(counters.violations(Violation.INSTANT_CHANGED)).isOne();
        ledger.peeked(site, new ReportedContact.Before(NOW));
        assertThat(counters.violations(Violation.INSTANT_CHANGED)).isEqualTo(2);
    }
}
