package org.domainstats.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.torture.Counters.Wrong;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;

final class LedgerTest {

    private static final long NOW = 1_800_000_000;

    private final Counters tally = new Counters();
    private final Ledger ledger =
            new Ledger(tally, InstantSource.fixed(Instant.ofEpochSecond(NOW)));
    private final int site = ledger.fresh();

    @Test
    void aSiteAnnouncedOnceAndDatedAlikeAfterwardsIsInOrder() {
        ledger.said(site, new ReportedContact.First(NOW));
        ledger.said(site, new ReportedContact.Before(NOW));
        ledger.settle();
        ledger.peeked(site, new ReportedContact.Before(NOW));
        assertThat(tally.isClean()).isTrue();
    }

    @Test
    void ofTwoWhoAskAtOnceTheDateMayBeHeardFirst() {
        ledger.said(site, new ReportedContact.Before(NOW));
        ledger.said(site, new ReportedContact.First(NOW));
        ledger.settle();
        assertThat(tally.isClean()).isTrue();
    }

    @Test
    void aSecondAnnouncementIsARepeat() {
        ledger.said(site, new ReportedContact.First(NOW));
        ledger.said(site, new ReportedContact.First(NOW));
        assertThat(tally.wrongs(Wrong.REPEATED)).isOne();
    }

    @Test
    void anAnnouncementAfterOthersWereToldADateIsALoss() {
        ledger.cut(site);
        ledger.said(site, new ReportedContact.Before(NOW));
        ledger.settle();
        ledger.said(site, new ReportedContact.First(NOW));
        assertThat(tally.wrongs(Wrong.LOST)).isOne();
    }

    @Test
    void whatAPeekDoesNotFindAnyMoreIsLost() {
        ledger.said(site, new ReportedContact.First(null));
        ledger.peeked(site, new ReportedContact.Never());
        assertThat(tally.wrongs(Wrong.LOST)).isOne();
    }

    @Test
    void whatTheLogDoesNotHaveIsLost() {
        ledger.said(site, new ReportedContact.First(null));
        ledger.allIn(new BitSet());
        assertThat(tally.wrongs(Wrong.LOST)).isOne();
    }

    @Test
    void aDateWithoutAnyAnnouncementIsSwallowedUnlessAQuestionWasCutOff() {
        int cut = ledger.fresh();
        ledger.cut(cut);
        ledger.said(cut, new ReportedContact.Before(NOW));
        ledger.said(site, new ReportedContact.Before(NOW));
        ledger.settle();
        ledger.settle();
        assertThat(tally.wrongs(Wrong.SWALLOWED)).isOne();
    }

    @Test
    void aDateThatMovesOrLiesInTheFutureIsNoticed() {
        ledger.said(site, new ReportedContact.First(NOW + 60));
        assertThat(tally.wrongs(Wrong.MOVED)).isOne();
        ledger.peeked(site, new ReportedContact.Before(NOW));
        assertThat(tally.wrongs(Wrong.MOVED)).isEqualTo(2);
    }
}
