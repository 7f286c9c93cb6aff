package org.domainstats.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** {@code docs/security.md} has the table of {@link AccessTable}, no row more and no row less. */
final class AccessPageTest {

    private static final Pattern ROW =
            Pattern.compile("\\| `([A-Z]+ /\\S*)` \\| (\\w+) \\| ([\\w ]+) \\|", Pattern.MULTILINE);

    @Test
    void everyRuleIsDescribedAndNoOther() throws IOException {
        String page = Files.readString(Path.of("../docs/security.md"));

        assertThat(
                        ROW.matcher(page)
                                .results()
                                .map(row -> row.group(1) + "|" + row.group(2) + "|" + row.group(3)))
                .containsExactlyInAnyOrderElementsOf(
                        AccessTable.RULES.stream()
                                .map(
                                        rule ->
                                                rule.method()
                                                        + " "
                                                        + rule.path()
                                                        + "|"
                                                        + role(rule)
                                                        + "|"
                                                        + anonymous(rule))
                                .toList());
    }

    private static String role(AccessRule rule) {
        return rule.role() == null ? "none" : rule.role().text();
    }

    private static String anonymous(AccessRule rule) {
        return rule.anonymous().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
