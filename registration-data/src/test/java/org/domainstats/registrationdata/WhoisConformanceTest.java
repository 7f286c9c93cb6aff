package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the WHOIS samples are read, against their list of expected values. Prints the table. */
class WhoisConformanceTest {

    private static final String DATED = "registered";
    private static final String UNDATED = "registered_no_date";
    private static final String ABSENT = "not_registered";

    /** How the people who wrote down an expected value told its zone, if they did. */
    private static final Pattern ZONED =
            Pattern.compile(".*(?:[zZ]|UTC|GMT|[+-]\\d\\d:?\\d\\d)[\"\\]]*");

    private enum Verdict {
        /** As expected. */
        RIGHT,
        /** A claim that is not true: another date, a date for none, free for taken. */
        WRONG,
        /** No claim, where one could be made. */
        MISSED
    }

    /**
     * A sample.
     *
     * @param zoned whether its list says that its text told the zone
     * @param exact whether the people who read it told the zone as well; else a local time may have
     *     been listed as if it were of UTC
     */
    private record Row(
            String file, String domain, String created, String kind, boolean zoned, boolean exact) {

        static Row parse(String line) {
            String[] cells = line.split("\t", -1);
            boolean zoned = cells[5].equals("explicit");
            boolean exact = zoned && ZONED.matcher(cells[9]).matches();
            return new Row(cells[0], cells[1], cells[2], cells[3], zoned, exact);
        }

        String tld() {
            return domain.equals("?") ? "?" : domain.substring(domain.lastIndexOf('.') + 1);
        }
    }

    private record Judged(Row row, RegistrationOutcome outcome, Verdict verdict) {}

    @Test
    void samplesAreReadRight() throws IOException {
        Path folder = Samples.folder("whois");
        List<Judged> all = rows(folder).stream().map(row -> judge(folder, row)).toList();
        print(all);

        assertThat(share(all, DATED, Verdict.RIGHT)).isGreaterThanOrEqualTo(0.98);
        assertThat(share(all, ABSENT, Verdict.RIGHT)).isGreaterThanOrEqualTo(0.98);
        assertThat(all)
                .filteredOn(WhoisConformanceTest::isWrongDate)
                .hasSizeLessThanOrEqualTo(all.size() / 500);
        assertThat(all)
                .filteredOn(judged -> !judged.row.kind.equals(DATED))
                .filteredOn(judged -> !judged.row.kind.equals(ABSENT))
                .filteredOn(judged -> judged.verdict == Verdict.WRONG)
                .isEmpty();
    }

    private static Judged judge(Path folder, Row row) {
        RegistrationOutcome outcome =
                RegistrationText.parseWhois(
                                Samples.bytes(folder.resolve(row.file)),
                                DomainName.of(row.domain).orElse(null))
                        .outcome();
        return new Judged(row, outcome, verdict(row, outcome));
    }

    private static Verdict verdict(Row row, RegistrationOutcome outcome) {
        return switch (outcome) {
            case Registered registered ->
                    row.kind.equals(DATED) && isDate(row, registered)
                            ? Verdict.RIGHT
                            : Verdict.WRONG;
            case Unregistered unregistered ->
                    row.kind.equals(ABSENT) ? Verdict.RIGHT : Verdict.WRONG;
            case Undisclosed undisclosed ->
                    row.kind.equals(UNDATED)
                                    || row.kind.equals("error")
                                    || row.kind.startsWith("other")
                            ? Verdict.RIGHT
                            : row.kind.equals(ABSENT) ? Verdict.WRONG : Verdict.MISSED;
            case Unreachable unreachable ->
                    List.of(DATED, UNDATED, ABSENT).contains(row.kind)
                            ? Verdict.MISSED
                            : Verdict.RIGHT;
            case NoSource noSource -> Verdict.WRONG;
        };
    }

    /** To the second where the zone is certain; else within a day, as a zone is less than that. */
    private static boolean isDate(Row row, Registered registered) {
        return isDate(row, registered, row.exact);
    }

    private static boolean isDate(Row row, Registered registered, boolean certain) {
        Duration off = Duration.between(Instant.parse(row.created), registered.first()).abs();
        return registered.precision() == Precision.SECOND && certain
                ? off.toSeconds() == 0
                : off.compareTo(Duration.ofDays(1)) <= 0;
    }

    /** Whether a date is wrong if the list is right about every zone, which it is not about all. */
    private static boolean isWrongByTheList(Judged judged) {
        return judged.row.kind.equals(DATED)
                && judged.outcome instanceof Registered registered
                && !isDate(judged.row, registered, judged.row.zoned);
    }

    private static boolean isWrongDate(Judged judged) {
        return judged.verdict == Verdict.WRONG && judged.outcome instanceof Registered;
    }

    private static double share(List<Judged> all, String kind, Verdict verdict) {
        List<Judged> of = all.stream().filter(judged -> judged.row.kind.equals(kind)).toList();
        return (double) of.stream().filter(judged -> judged.verdict == verdict).count() / of.size();
    }

    private static void print(List<Judged> all) {
        table(all, judged -> judged.row.tld());
        table(all, judged -> judged.row.kind);
        all.stream()
                .filter(judged -> judged.verdict != Verdict.RIGHT)
                .forEach(judged -> System.out.println(judged.verdict + " " + judged));
        long wrong = all.stream().filter(WhoisConformanceTest::isWrongDate).count();
        System.out.printf(
                "WHOIS: %d wrong dates in %d samples, %.2f %% (promised: 0.20 %%)%n",
                wrong, all.size(), 100.0 * wrong / all.size());
        List<Judged> byTheList = all.stream().filter(judged -> isWrongByTheList(judged)).toList();
        System.out.printf(
                "WHOIS: %d where the zone column of the list is taken at its word:%n",
                byTheList.size());
        byTheList.forEach(System.out::println);
    }

    private static void table(List<Judged> all, Function<Judged, String> heading) {
        System.out.printf("%-28s %6s %6s %6s%n", "WHOIS", "right", "wrong", "missed");
        Map<String, List<Judged>> groups =
                all.stream()
                        .collect(Collectors.groupingBy(heading, TreeMap::new, Collectors.toList()));
        groups.forEach(
                (name, group) ->
                        System.out.printf(
                                "%-28s %6d %6d %6d%n",
                                name,
                                count(group, Verdict.RIGHT),
                                count(group, Verdict.WRONG),
                                count(group, Verdict.MISSED)));
    }

    private static long count(List<Judged> group, Verdict verdict) {
        return group.stream().filter(judged -> judged.verdict == verdict).count();
    }

    private static List<Row> rows(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("expected.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Row::parse)
                .toList();
    }
}
