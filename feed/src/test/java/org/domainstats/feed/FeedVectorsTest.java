package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.processkit.Vectors;
import org.domainstats.processkit.Vectors.Vector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

class FeedVectorsTest {

    static List<Vector> manifests() {
        return Vectors.of(FeedVectorsTest.class, "manifest");
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void manifestIsReadAsPublished(Vector vector) {
        assertThat(ManifestCodec.decode(vector.bytes())).hasToString(vector.get("expect"));
    }

    static List<Vector> feeds() {
        return Vectors.of(FeedVectorsTest.class, "feed");
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void feedIsReadAsPublished(Vector vector) {
        FeedFormat format =
                vector.get("format").equals("ours")
                        ? new FeedFormat.Signed()
                        : new FeedFormat.Original(new Hostnames(PublicSuffixList.carried()));
        List<String> lines = new ArrayList<>();
        new FeedReader(new ByteArrayInputStream(vector.bytes()), format)
                .forEachRemaining(line -> lines.add(line.toString()));
        assertThat(String.join("\n", lines)).isEqualTo(vector.get("expect"));
    }
}
