package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.store.Askers.Asker;
import org.domainstats.store.CommunityStore;
import org.domainstats.store.FirstClaims.Claim;
import org.domainstats.storekit.CommunityStoreContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

class SqliteCommunityTest implements CommunityStoreContract {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir private Path folder;

    @Override
    public CommunityStore openCommunity() {
        return SqliteCommunity.open(folder.resolve("community.db"));
    }

    @Test
    @Tag("long")
    void aFloodOfAskersLetsClaimsThroughInBetween() throws Exception {
        List<Asker> flood = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            flood.add(new Asker(new DomainName("site-" + i + ".example"), i));
        }
        try (CommunityStore community = openCommunity()) {
            AtomicBoolean done = new AtomicBoolean();
            Thread noting =
                    Thread.startVirtualThread(
                            () -> {
                                community.askers().note(flood, 3);
                                done.set(true);
                            });
            for (int i = 0; i < 3; i++) {
                DomainName site = new DomainName("claim-" + i + ".example");
                community
                        .firstClaims()
                        .claim(new Claim(site, "q" + i, NOW), NOW.minusSeconds(3_600));
            }
            assertThat(done).as("the claims waited for the whole flood").isFalse();
            noting.join();
        }
    }
}
