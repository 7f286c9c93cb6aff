package org.domainstats.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.assertj.core.api.SoftAssertions;
import org.domainstats.model.NotPublic.Reason;
import org.domainstats.processkit.SampleFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The vectors of publicsuffix.org, in both the forms they are published in. */
class PublicSuffixVectorsTest {

    /** A domain that the vectors expect below a suffix, or none. */
    private record Vector(String asked, String expected) {}

    private static final String NONE = "null";

    private static final Pattern CALL =
            Pattern.compile("checkPublicSuffix\\('([^']*)', (?:'([^']*)'|null)\\);");

    /**
     * The list's last rule is that any TLD it does not know is a suffix all the same. Not for us: a
     * name below a TLD that does not exist is a name of somebody's own network, and public DNS
     * never answered for it. It is no public domain and leaves no contact.
     */
    private static final Map<String, Reason> DIFFERENCES =
            Map.of(
                    "example.example", Reason.UNKNOWN_SUFFIX,
                    "b.example.example", Reason.UNKNOWN_SUFFIX,
                    "a.b.example.example", Reason.UNKNOWN_SUFFIX);

    private Path folder = Path.of("");

    @BeforeEach
    void findSamples() {
        folder = SampleFolder.path().resolve("psl");
        assumeTrue(Files.isDirectory(folder), () -> "no samples at " + folder);
    }

    @Test
    void newestListGivesWhatTheVectorsExpect() throws IOException {
        expectAll(PublicSuffixList.of(folder.resolve("public_suffix_list.dat")));
    }

    @Test
    void carriedListGivesWhatTheVectorsExpect() throws IOException {
        expectAll(PublicSuffixList.carried());
    }

    private void expectAll(PublicSuffixList list) throws IOException {
        Hostnames hostnames = new Hostnames(list);
        List<Vector> vectors = calls();
        assertThat(vectors).hasSizeGreaterThan(70).containsAll(pairs());
        SoftAssertions.assertSoftly(
                softly -> {
                    for (Vector vector : vectors) {
                        Name name = hostnames.reduce(vector.asked());
                        Reason different = DIFFERENCES.get(vector.asked());
                        if (different != null) {
                            softly.assertThat(name).isEqualTo(new NotPublic(different));
                        } else {
                            softly.assertThat(domain(name))
                                    .as(vector.asked())
                                    .isEqualTo(Idn.toAscii(vector.expected()));
                        }
                    }
                });
    }

    /** No vector has a customer's suffix, so that site and domain are the same. */
    private static String domain(Name name) {
        return switch (name) {
            case PublicName found -> {
                assertThat(found.site()).isEqualTo(found.domain());
                yield found.domain().ascii();
            }
            case NotPublic none -> NONE;
        };
    }

    /** Lines such as {@code checkPublicSuffix('b.example.com', 'example.com');}. */
    private List<Vector> calls() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("test_psl.txt"))) {
            Matcher call = CALL.matcher(line);
            if (!line.startsWith("//") && call.matches()) {
                String expected = call.group(2);
                vectors.add(new Vector(call.group(1), expected == null ? NONE : expected));
            }
        }
        return vectors;
    }

    /** Lines such as {@code b.example.com example.com}; "null null" is no question. */
    private List<Vector> pairs() throws IOException {
        return Files.readAllLines(folder.resolve("tests.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("//"))
                .map(line -> line.split(" ", 2))
                .filter(words -> !words[0].equals(NONE))
                .map(words -> new Vector(words[0], words[1]))
                .toList();
    }
}
