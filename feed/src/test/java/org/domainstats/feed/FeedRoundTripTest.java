package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class FeedRoundTripTest {

    private static final FeedVersion VERSION = new FeedVersion(1, 17);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void manifestComesBackAsItWas() {
        FeedFile file = new FeedFile(VERSION, "1/17.csv.gz", 12, "0".repeat(64), 3);
        Manifest manifest = new Manifest(VERSION, NOW, file, List.of(file));
        assertThat(ManifestCodec.decode(ManifestCodec.encode(manifest))).isEqualTo(manifest);
    }

    @Test
    void feedLineComesBackAsItWas() {
        DomainName domain = new DomainName("example.com");
        for (KnownDomain known :
                List.of(
                        new KnownDomain(1, true, NOW),
                        new KnownDomain(-1, true, Instant.parse("2001-05-06T00:00:00Z")),
                        new KnownDomain(-1, true, null),
                        new KnownDomain(9, false, null))) {
            assertThat(new FeedFormat.Signed().parse(FeedFormat.Signed.line(domain, known), 1))
                    .isEqualTo(new FeedLine.Put(domain, known));
        }
    }
}
