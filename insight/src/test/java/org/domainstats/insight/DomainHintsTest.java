package org.domainstats.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.model.Hint;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicName;
import org.domainstats.model.PublicSuffixList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;

class DomainHintsTest {

    private static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    @TempDir private Path folder;

    @Test
    void listOfTheIscIsAHintAndNoRegistration() throws IOException {
        Path file = folder.resolve("domaindata.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(
                    ("[{\"id\": {\"x\": 1}, \"domainname\": \"evil.com\","
                                    + " \"firstseen\": \"2026-11-24 10:00:00\", \"score\": 2.5},"
                                    + " {\"Domain\": \"bad.net\", \"first_seen\": \"2026-11-23\"}, 7]")
                            .getBytes(StandardCharsets.UTF_8));
        }
        DomainHints hints = open(file);

        assertThat(of(hints, "www.evil.com")).isEqualTo(new Hint(DAY, false));
        assertThat(of(hints, "bad.net")).isEqualTo(new Hint(DAY.minusDays(1), false));
        assertThat(of(hints, "good.com")).isNull();
    }

    @Test
    void plainListIsOfTheDayOfItsFile() throws IOException {
        Path file = write("nrd.txt", "# new\nevil.com\nwww.old.com\nco.uk\n\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-24T23:00:00Z")));
        DomainHints hints = open(file);

        assertThat(of(hints, "evil.com")).isEqualTo(new Hint(DAY, false));
        assertThat(of(hints, "old.com")).as("only a host of it is listed").isNull();
    }

    @Test
    void dateInCsvIsOfTheRegistration() throws IOException {
        DomainHints hints =
                open(write("nrd.csv", "num,domain_name,create_date\n1,\"evil.com\",2026-11-24\n"));
        assertThat(of(hints, "evil.com")).isEqualTo(new Hint(DAY, true));
    }

    @Test
    void dateInCsvUnderFirstSeenIsNot() throws IOException {
        DomainHints hints = open(write("nrd.csv", "domain,first_seen\nevil.com,2026-11-24\n"));
        assertThat(of(hints, "evil.com")).isEqualTo(new Hint(DAY, false));
    }

    @Test
    void listThatComesLaterIsReadAndABrokenOneChangesNothing() throws IOException {
        Path file = folder.resolve("later.csv");
        DomainHints hints = open(file);
        assertThat(of(hints, "evil.com")).isNull();

        write("later.csv", "evil.com,2026-11-24\n");
        assertThat(hints.refresh()).isTrue();
        write("later.csv", "<html>not found</html>\n");
        assertThat(hints.refresh()).isFalse();

        assertThat(of(hints, "evil.com")).isEqualTo(new Hint(DAY, true));
    }

    @Test
    void whatNamesNoDomainIsRefused() throws IOException {
        Path page = write("page", "<html>\n");
        assertThatThrownBy(() -> open(page)).hasMessageContaining("names no domain");
        Path cut = write("cut.json", "[{\"domain\": \"evil.c");
        assertThatThrownBy(() -> open(cut)).isInstanceOf(IOException.class);
    }

    @Test
    void aMillionFitAndOneMoreIsRefused() throws IOException {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i <= HintTable.MOST_DOMAINS; i++) {
            names.append('a').append(i).append(".com\n");
        }
        Path file = write("long.txt", names.toString());
        assertThatThrownBy(() -> open(file)).hasMessageContaining("more than 1000000 domains");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static DomainHints open(Path file) throws IOException {
        return DomainHints.open(List.of(file), HOSTNAMES);
    }

    private static @Nullable Hint of(DomainHints hints, String name) {
        return hints.of((PublicName) HOSTNAMES.reduce(name)).hint();
    }
}
