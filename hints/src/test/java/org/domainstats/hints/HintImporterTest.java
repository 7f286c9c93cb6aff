package org.domainstats.hints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.domainstats.hints.ImportFixture.DAY;
import static org.domainstats.hints.ImportFixture.NOW;

import org.domainstats.hints.HintImporter.Progress;
import org.domainstats.hints.HintImporter.Task;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.domainstats.model.Hint.Kind;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.domainstats.store.RetryQueue.Retry;
import org.domainstats.store.StoredRegistration;
import org.domainstats.store.events.EventSources.Awaited;
import org.domainstats.store.events.EventSources.Watch;
import org.domainstats.store.events.EventStep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

@SuppressWarnings("StringConcatToTextBlock") // Ends of lines and tabs are what is tested.
class HintImporterTest {

    @TempDir private Path folder;

    private ImportFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ImportFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void listOfTheIscIsOfFirstSights() throws IOException {
        HintReport report =
                take(
                        gzip(
                                "[{\"id\": {\"x\": [1]}, \"domainname\": \"evil.com\","
                                        + " \"firstseen\": \"2026-11-24 10:00:00\", \"score\": 2},"
                                        + " {\"Domain\": \"bad.net\", \"date\": \"2026-11-23\"}, 7]"));
        assertThat(fixture.hint("evil.com")).isEqualTo(new Hint(DAY, Kind.SEEN, "list", NOW));
        assertThat(fixture.hint("bad.net"))
                .isEqualTo(new Hint(DAY.minusDays(1), Kind.SEEN, "list", NOW));
        assertThat(report.unreadable()).isEqualTo(1);
    }

    @Test
    void namesALineAreOfTheDayOfTheFileAndHostsAreLeftOut() throws IOException {
        HintReport report =
                take(
                        plain(
                                "# new\r\nevil.com\r\nwww.old.com\nco.uk\n\n||bad.net^\n"
                                        + "0.0.0.0 worse.org\n*.worst.info\ndefanged[.]com\n"));
        for (String each :
                List.of("evil.com", "bad.net", "worse.org", "worst.info", "defanged.com")) {
            assertThat(fixture.hint(each)).isEqualTo(new Hint(DAY, Kind.SEEN, "list", NOW));
        }
        assertThat(fixture.hint("old.com")).isNull();
        assertThat(report.noDomain()).isEqualTo(2);
    }

    @Test
    void givenDayIsOneOfRegistration() throws IOException {
        take(plain("evil.com\n"), ListFormat.AUTO, DAY.minusDays(3), false);
        assertThat(fixture.hint("evil.com"))
                .isEqualTo(new Hint(DAY.minusDays(3), Kind.REGISTERED, "list", NOW));
    }

    @Test
    void dateInRowsIsOfTheRegistrationUnlessTheHeaderSaysOtherwise() throws IOException {
        take(plain("num,domain_name,expires,create_date\n1,\"evil.com\",2027-11-24,2026-11-20\n"));
        take(plain("bad.net;2026/11/21\n"));
        take(plain("domain\tfirst_seen\nworse.org\t20261122\n"));
        take(plain("domain,expires\nworst.info,2026-11-20\n"));
        assertThat(fixture.hint("evil.com"))
                .isEqualTo(new Hint(DAY.minusDays(4), Kind.REGISTERED, "list", NOW));
        assertThat(fixture.hint("bad.net"))
                .isEqualTo(new Hint(DAY.minusDays(3), Kind.REGISTERED, "list", NOW));
        assertThat(fixture.hint("worse.org"))
                .isEqualTo(new Hint(DAY.minusDays(2), Kind.SEEN, "list", NOW));
        assertThat(fixture.hint("worst.info")).isEqualTo(new Hint(DAY, Kind.SEEN, "list", NOW));
    }

    @Test
    void whatIsOldOrStillToComeIsLeftOut() throws IOException {
        HintReport report = take(plain("a.com,1999-01-01\nb.com,2099-01-01\nc.com,2026-11-24\n"));
        assertThat(report.tooOld()).isEqualTo(1);
        assertThat(report.future()).isEqualTo(1);
        assertThat(fixture.store.hints().count()).isEqualTo(1);
    }

    @Test
    void zipIsReadAndAnArchiveThatWasCutOffIsNot() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("domain-names.txt"));
            out.write("evil.com\n".getBytes(StandardCharsets.UTF_8));
        }
        take(file(zip.toByteArray()));
        assertThat(fixture.hint("evil.com")).isNotNull();

        byte[] whole = Files.readAllBytes(gzip("bad.net\n".repeat(100)));
        Path cut = file(Arrays.copyOf(whole, whole.length - 9));
        assertThatThrownBy(() -> take(cut)).isInstanceOf(IOException.class);
        assertThat(fixture.hint("bad.net")).isNull();
    }

    @Test
    void whatIsNoListIsRefused() {
        for (String text : List.of("", "<html>evil.com</html>", "nothing\n", "[{\"domain\": \"e")) {
            assertThatThrownBy(() -> take(plain(text))).isInstanceOf(IOException.class);
        }
        assertThat(fixture.store.hints().count()).isZero();
        assertThat(fixture.store.hints().lists()).isEmpty();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeIsRefusedAsAListIsReadTwice() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        assertThatThrownBy(() -> take(pipe))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("needs a regular file");
    }

    @Test
    void hostileLinesAreLeftOutAndCounted() throws IOException {
        HintReport report =
                take(
                        plain(
                                "x".repeat(100_000)
                                        + ".com\n\u0000\u001b[31mred.com\n../../etc/passwd.com\n"
                                        + "-bad-.com\nevil.com\n"));
        assertThat(report.domains()).isEqualTo(1);
        assertThat(report.noDomain() + report.unreadable()).isEqualTo(4);
    }

    @Test
    void dryRunChangesNothing() throws IOException {
        assertThat(take(plain("evil.com\n"), ListFormat.AUTO, DAY, true).domains()).isEqualTo(1);
        assertThat(fixture.store.hints().count()).isZero();
        assertThat(fixture.store.hints().generation()).isZero();
    }

    @Test
    void watchedNamesComeUpAtOnce() throws IOException {
        DomainName watched = new DomainName("evil.com");
        Watch watch = new Watch(watched, Awaited.BIRTH, NOW, NOW.plusSeconds(9_999), 3, "a note");
        var progress = fixture.store.events().sources().progress();
        assertThat(
                        fixture.store
                                .events()
                                .log()
                                .append(
                                        new EventStep(
                                                progress,
                                                progress.contacts(),
                                                List.of(),
                                                List.of(watch),
                                                List.of(),
                                                List.of())))
                .isTrue();

        assertThat(take(plain("evil.com\nother.com\n")).born()).isEqualTo(1);

        assertThat(fixture.store.events().sources().due(NOW, 9))
                .containsExactly(
                        new Watch(watched, Awaited.BIRTH, NOW, Instant.EPOCH, 3, "a note"));
    }

    @Test
    void olderDateOfARegistryIsToBeConfirmed() throws IOException {
        DomainName old = new DomainName("evil.com");
        fixture.store
                .registrations()
                .put(
                        old,
                        new StoredRegistration(
                                new Registered(
                                        Instant.EPOCH, null, Precision.SECOND, null, Source.RDAP),
                                NOW.minusSeconds(86_400 * 9),
                                NOW.plusSeconds(86_400)));
        assertThat(take(plain("evil.com,2026-11-24\n")).rechecks()).isEqualTo(1);
        assertThat(fixture.store.retries().list(9)).extracting(Retry::domain).containsExactly(old);
    }

    private HintReport take(Path file) throws IOException {
        return take(file, ListFormat.AUTO, null, false);
    }

    private HintReport take(Path file, ListFormat format, @Nullable LocalDate day, boolean dryRun)
            throws IOException {
        return fixture.importer.take(
                file, new Task("list", format, day, "", "", dryRun), Progress.NONE);
    }

    private Path plain(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    private Path gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file(bytes.toByteArray());
    }

    private Path file(byte[] bytes) throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "list", ""), bytes);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-24T23:00:00Z")));
        return file;
    }
}
