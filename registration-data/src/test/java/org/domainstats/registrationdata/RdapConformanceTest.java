package org.domainstats.registrationdata;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every RDAP sample is read as its list of expected values says. Prints the table. */
class RdapConformanceTest {

    private record Row(String file, String domain, String created, String kind) {}

    @Test
    void everySampleIsReadRight() throws IOException {
        Path folder = Samples.folder("rdap");
        List<String> wrong = new ArrayList<>();
        int rows = 0;
        for (Row row : rows(folder)) {
            rows++;
            RegistrationOutcome outcome =
                    RegistrationText.parseRdap(
                                    Samples.bytes(folder.resolve(row.file())),
                                    DomainName.of(row.domain()).orElse(null))
                            .outcome();
            boolean right = isRight(row, outcome);
            System.out.printf(
                    "%-5s %-14s %-22s %s%n",
                    right ? "ok" : "WRONG", row.kind(), row.created(), row.file());
            if (!right) {
                wrong.add(row + " read as " + outcome);
            }
        }
        System.out.printf("RDAP: %d of %d samples right%n", rows - wrong.size(), rows);
        assertThat(wrong).isEmpty();
        assertThat(rows).isPositive();
    }

    private static boolean isRight(Row row, RegistrationOutcome outcome) {
        return switch (outcome) {
            case Registered registered ->
                    !row.created().equals("-")
                            && registered.first().getEpochSecond()
                                    == Instant.parse(row.created()).getEpochSecond();
            case Undisclosed undisclosed ->
                    row.created().equals("-") && row.kind().equals("domain");
            case Unregistered unregistered -> row.kind().equals("error 404");
            case Unreachable unreachable -> row.kind().startsWith("error");
            case RegistrationOutcome.NoSource noSource -> false;
        };
    }

    private static List<Row> rows(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("expected.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(cells -> new Row(cells[0], cells[1], cells[2], cells[4]))
                .toList();
    }
}
