package org.domainstats.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicName;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.processkit.SampleFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many honest names are taken for lookalikes, and how many planted ones are found: of the 1,000
 * most popular domains, in each of the ways that frauds use.
 */
class LookalikeSamplesTest {

    private static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());
    private static final int INDEXED = 10_000;
    private static final int IMITATED = 1_000;
    private static final int SHORTEST_IMITATED = 5;

    private static final List<String> RANKED = new ArrayList<>();
    private static final Set<String> KNOWN = new HashSet<>();
    private static LookalikeIndex index = new LookalikeIndex(List.of(), List.of());

    @BeforeAll
    static void read() throws IOException {
        Path list = SampleFolder.path().resolve("ranks/tranco_top100k_2026-08.csv");
        assumeTrue(Files.exists(list), "no list of ranks: " + list);
        for (String line : Files.readAllLines(list)) {
            RANKED.add(line.substring(line.indexOf(',') + 1));
        }
        KNOWN.addAll(RANKED);
        List<LookalikeTarget> targets = new ArrayList<>();
        for (String each : RANKED.subList(0, INDEXED)) {
            targets.add(LookalikeTarget.ranked(new DomainName(each), targets.size() + 1));
        }
        index = new LookalikeIndex(targets, List.of());
    }

    /** They are never told so, as they have a rank; but they stand for names that have none. */
    @Test
    void fewPopularNamesAreTakenForLookalikes() {
        List<String> others = RANKED.subList(INDEXED, RANKED.size());
        long found = 0;
        for (int i = 0; i < others.size(); i += 9) {
            found += isFound(others.get(i)) ? 1 : 0;
        }
        assertThat(found * 9.0 / others.size()).isBetween(0.015, 0.022);
    }

    /** The first letter that has a substitute is changed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    letters that look alike  | o0 l1 i1 e3 a4 s5    | 100 | 90
                    two letters for one      | mrn wvv              | 100 | 91
                    Cyrillic letters         | a\u0430 o\u043e e\u0435 c\u0441 p\u0440 | 100 | 90
                    Greek letters            | o\u03bf v\u03bd a\u03b1 i\u03b9 | 100 | 90
                    accents                  | e\u00e9 a\u00e0 o\u00f6 i\u00ed | 100 | 90
                    letters with strokes     | i\u0131 l\u0142 g\u0261 a\u0251 d\u0111 | 100 | 90
                    two swapped              | swap                 | 100 | 89
                    one left out             | drop                 |  99 | 89
                    one twice                | double               |  99 | 89
                    another letter           | other                |  99 | 89
                    a letter more            | %s                   |  99 | 88
                    a hyphen                 | hyphen               | 100 | 89
                    a word behind            | %-login              | 100 | 98
                    a word in front          | secure-%             | 100 | 98
                    a word without hyphen    | %support             | 100 | 85
                    a suffix as a word       | %-com                | 100 | 98
                    a number                 | %-account2026        | 100 | 98
                    two words in one         | mylogin-%            | 100 | 98
                    """)
    void lookalikesAreFound(String way, String change, int percentOfLong, int percent) {
        int[] made = new int[2];
        int[] found = new int[2];
        for (String each : RANKED.subList(0, IMITATED)) {
            String label = new DomainName(each).firstLabel();
            if (label.length() < SHORTEST_IMITATED) {
                continue;
            }
            String planted = changed(label, change) + ".com";
            if (!planted.startsWith(label + ".")
                    && !KNOWN.contains(planted)
                    && HOSTNAMES.reduce(planted) instanceof PublicName) {
                int kind = label.length() >= 8 ? 1 : 0;
                made[kind]++;
                found[kind] += isFound(planted) ? 1 : 0;
            }
        }
        assertThat(100 * found[1] / made[1]).as(way).isGreaterThanOrEqualTo(percentOfLong);
        assertThat(100 * (found[0] + found[1]) / (made[0] + made[1]))
                .as(way)
                .isGreaterThanOrEqualTo(percent);
    }

    private static String changed(String label, String change) {
        int at = label.length() / 2;
        String start = label.substring(0, at);
        String end = label.substring(at + 1);
        char c = label.charAt(at);
        return switch (change) {
            case "swap" -> label.substring(0, at - 1) + c + label.charAt(at - 1) + end;
            case "drop" -> start + end;
            case "double" -> start + c + c + end;
            case "other" -> start + (char) ((c - 'a' + 1) % 26 + 'a') + end;
            case "hyphen" -> start + "-" + c + end;
            default -> change.contains("%") ? change.replace("%", label) : replaced(label, change);
        };
    }

    private static String replaced(String label, String substitutes) {
        for (String each : substitutes.split(" ", -1)) {
            int at = label.indexOf(each.charAt(0));
            if (at >= 0) {
                return label.substring(0, at) + each.substring(1) + label.substring(at + 1);
            }
        }
        return label;
    }

    private static boolean isFound(String name) {
        return HOSTNAMES.reduce(name) instanceof PublicName found && index.find(found) != null;
    }
}
