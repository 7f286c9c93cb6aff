package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.EARLY;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.store.Store;
import org.domainstats.store.triage.AnalystLabels;
import org.domainstats.store.triage.AnalystLabels.AnalystLabel;
import org.junit.jupiter.api.Test;

import java.util.List;

/** A site has each label once, with who put it there first. */
public interface AnalystLabelsContract extends StoreContract {

    @Test
    default void labelsStayUntilTheyAreTakenOff() {
        AnalystLabel phishing = new AnalystLabel(A, "phishing", "alice", EARLY);
        AnalystLabel kit = new AnalystLabel(A, "kit-16\u00e9", "bob", LATER);
        AnalystLabel other = new AnalystLabel(B, "phishing", "bob", LATER);
        try (Store store = open()) {
            store.labels().put(other);
            store.labels().put(phishing);
            store.labels().put(kit);
            store.labels().put(new AnalystLabel(A, "phishing", "bob", LATER));
        }
        try (Store store = open()) {
            AnalystLabels labels = store.labels();
            assertThat(labels.list()).containsExactly(kit, phishing, other);
            assertThat(labels.findAll(List.of(A))).containsOnlyKeys(A);
            assertThat(labels.findAll(List.of(A)).get(A)).containsExactly(kit, phishing);
            assertThat(labels.remove(A, "phishing")).isTrue();
            assertThat(labels.remove(A, "phishing")).isFalse();
            assertThat(labels.list()).containsExactly(kit, other);
        }
    }

    @Test
    default void labelsAreForgottenWithTheirSite() {
        AnalystLabel other = new AnalystLabel(B, "phishing", "bob", LATER);
        try (Store store = open()) {
            store.labels().put(new AnalystLabel(A, "phishing", "alice", EARLY));
            store.labels().put(other);
            assertThat(store.erasure().forget(A)).isTrue();
            assertThat(store.labels().list()).containsExactly(other);
        }
    }

    @Test
    default void labelIsOneWord() {
        for (String text : List.of("", " ", "a b", "a,b", "<b>", "-a", "a\u0000", "x".repeat(41))) {
            assertThatThrownBy(() -> new AnalystLabel(A, text, "alice", EARLY))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
