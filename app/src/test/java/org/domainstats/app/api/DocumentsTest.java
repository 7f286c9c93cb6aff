package org.domainstats.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What documents name is there: pages, modules, classes, metrics. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+[A-Z]\\w+)(?:\\.\\w+)?`");
    private static final Pattern METRIC =
            Pattern.compile("`((?:domain_stats|http_server)_[a-z_]+)[`{]");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z.]+)\"");
    private static final Pattern UNIT = Pattern.compile("(_seconds)?(_total|_max)?$");

    @Test
    void everyLinkLeadsToAFile() {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            matches(LINK, text(page))
                    .filter(target -> !target.contains("://"))
                    .filter(target -> !Files.exists(page.resolveSibling(target)))
                    .forEach(target -> dead.add(page + ": " + target));
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyModuleIsDescribed() {
        String page = text(ROOT.resolve("CONTRIBUTING.md"));
        assertThat(matches(MODULE, text(ROOT.resolve("pom.xml"))))
                .allSatisfy(module -> assertThat(page).contains("`" + module + "`"));
    }

    @Test
    void classesForNewcomersAreWhereTheyAreLookedFor() {
        Set<String> classes =
                sources("")
                        .map(file -> file.getFileName().toString().replace(".java", ""))
                        .collect(Collectors.toSet());
        assertThat(matches(CLASS, text(ROOT.resolve("CONTRIBUTING.md"))))
                .isNotEmpty()
                .isSubsetOf(classes);
    }

    @Test
    void decisionsAreNumberedInOrderAndListed() throws IOException {
        try (Stream<Path> all = Files.list(ROOT.resolve("docs/decisions"))) {
            List<String> names =
                    all.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("README.md"))
                            .sorted()
                            .toList();
            assertThat(text(ROOT.resolve("docs/decisions/README.md"))).contains(names);
            assertThat(names.stream().map(name -> name.substring(0, 5)))
                    .isEqualTo(
                            IntStream.rangeClosed(1, names.size())
                                    .mapToObj("%04d-"::formatted)
                                    .toList());
        }
    }

    /** {@code MetricsAcceptanceTest} looks whether every metric is described. */
    @Test
    void everyMetricThatIsDescribedIsMade() {
        List<Set<String>> literals =
                sources("src/main")
                        .map(file -> matches(LITERAL, text(file)).collect(Collectors.toSet()))
                        .toList();
        Stream<String> described =
                matches(METRIC, text(ROOT.resolve("docs/metrics.md")))
                        .map(name -> UNIT.matcher(name).replaceFirst("").replace('_', '.'));
        assertThat(described)
                .isNotEmpty()
                .allSatisfy(
                        name ->
                                assertThat(literals)
                                        .as(name)
                                        .anyMatch(parts -> isMadeOf(name, parts)));
    }

    /** Names of metrics are put together of a prefix that is common to a class and some words. */
    private static boolean isMadeOf(String name, Set<String> parts) {
        return parts.contains(name)
                || parts.stream()
                        .anyMatch(
                                part ->
                                        part.endsWith(".")
                                                && name.startsWith(part)
                                                && isMadeOf(name.substring(part.length()), parts));
    }

    private static List<Path> pages() {
        return files(ROOT, ".md").toList();
    }

    private static Stream<Path> sources(String below) {
        return files(ROOT, ".java").filter(file -> file.toString().contains(below));
    }

    private static Stream<Path> files(Path folder, String end) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all
                    .filter(file -> file.toString().endsWith(end))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
