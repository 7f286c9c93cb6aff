package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.feed.Manifest.Plan;
import org.domainstats.model.FeedVersion;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class PlanTest {

    private final Manifest manifest =
            new Manifest(
                    FeedVersion.of("2.5"),
                    Instant.EPOCH,
                    file("2.4"),
                    List.of(file("2.3"), file("2.4"), file("2.5")));

    @Test
    void clientAtTheNewestDoesNothing() {
        assertThat(plan("2.5")).isEqualTo(new Plan.Nothing());
    }

    @Test
    void clientBehindTakesTheDeltasInOrder() {
        assertThat(plan("2.3")).isEqualTo(new Plan.Update(List.of(file("2.4"), file("2.5"))));
        assertThat(plan("2.2"))
                .isEqualTo(new Plan.Update(List.of(file("2.3"), file("2.4"), file("2.5"))));
    }

    @Test
    void clientTooFarBehindTakesTheSnapshotAndWhatCameAfter() {
        Plan rebuild = new Plan.Rebuild(file("2.4"), List.of(file("2.5")));
        assertThat(plan("2.1")).isEqualTo(rebuild);
        assertThat(plan("1.4")).isEqualTo(rebuild);
        assertThat(plan("0.0")).isEqualTo(rebuild);
    }

    @Test
    void olderManifestIsARollback() {
        assertThat(plan("2.6")).isEqualTo(new Plan.Rollback());
        assertThat(plan("3.0")).isEqualTo(new Plan.Rollback());
    }

    private Plan plan(String own) {
        return manifest.planFrom(FeedVersion.of(own));
    }

    private static FeedFile file(String version) {
        return new FeedFile(FeedVersion.of(version), version, 1, "0".repeat(64), 1);
    }
}
