package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.Age;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.PublicSuffixList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

class OriginalFeedTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir private Path folder;
    private Path data;
    private SqliteKnownDomains known;

    @BeforeEach
    void open() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        known = SqliteKnownDomains.open(folder.resolve("known.db"));
    }

    @AfterEach
    void close() {
        known.close();
    }

    private FeedClient client(FeedTrust trust) {
        return new FeedClient(
                new FeedFolder(data),
                trust,
                known,
                folder.resolve("staging"),
                new FeedClient.Policy(
                        new Hostnames(PublicSuffixList.carried()),
                        Age.DEFAULT,
                        InstantSource.fixed(NOW),
                        Duration.ofDays(7),
                        false));
    }

    private FeedOutcome pull() {
        return client(new FeedTrust(null, folder.resolve("feed-keys"))).pull(FeedProgress.SILENT);
    }

    private void write(String path, String text) throws IOException {
        Path file = data.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Optional<KnownDomain> find(String domain) {
        return known.find(new DomainName(domain));
    }

    @Test
    void filesAreAppliedInOrder() throws IOException {
        write("0/1.txt", "1,google.com\n-1,00.org\n-1,gone.com\n");
        write("0/2.txt", "-2,gone.com\n2,example.co.uk\n");
        assertThat(pull())
                .hasToString("Updated[from=0.0, to=0.2, rows=5, expired=0, bad=[], stale=null]");
        assertThat(find("google.com")).contains(new KnownDomain(1, true, null));
        assertThat(find("example.co.uk")).contains(new KnownDomain(2, true, null));
        assertThat(find("gone.com")).isEmpty();
        assertThat(pull()).isEqualTo(new FeedOutcome.UpToDate(FeedVersion.of("0.2"), null));
        write("0/3.txt", "3,third.com\n");
        assertThat(pull())
                .hasToString("Updated[from=0.2, to=0.3, rows=1, expired=0, bad=[], stale=null]");
        assertThat(known.count()).isEqualTo(4);
    }

    @Test
    void pullOfFilesWithoutEndEndsAndTheNextGoesOn() throws IOException {
        for (int minor = 1; minor <= OriginalFeed.MAX_FILES + 1; minor++) {
            write("0/" + minor + ".txt", minor + ",site" + minor + ".com\n");
        }
        pull();
        assertThat(known.version()).isEqualTo(new FeedVersion(0, OriginalFeed.MAX_FILES));
        pull();
        assertThat(known.version()).isEqualTo(new FeedVersion(0, OriginalFeed.MAX_FILES + 1));
    }

    @Test
    void newMajorIsTheWholeListAnew() throws IOException {
        write("0/1.txt", "1,google.com\n");
        pull();
        write("1/1.txt", "+,qq.com,1995-05-03 21:00:00,2027-07-26 19:09:19\n");
        assertThat(pull())
                .hasToString("Updated[from=0.1, to=1.1, rows=1, expired=0, bad=[], stale=null]");
        assertThat(find("google.com")).isEmpty();
    }

    @Test
    void datedLinesAreJudgedByToday() throws IOException {
        write(
                "1/1.txt",
                """
                +,old.com,1995-05-03 21:00:00,2027-07-26 19:09:19
                +,young.com,2026-05-03 21:00:00,2027-07-26 19:09:19
                +,expired.com,1995-05-03 21:00:00,2020-07-26 19:09:19
                """);
        assertThat(pull())
                .hasToString("Updated[from=0.0, to=1.1, rows=2, expired=1, bad=[], stale=null]");
        assertThat(find("old.com")).map(KnownDomain::established).contains(true);
        assertThat(find("young.com")).map(KnownDomain::established).contains(false);
        assertThat(find("expired.com")).isEmpty();
    }

    @Test
    void badLineIsReportedAndTheRestIsKept() throws IOException {
        write("1/1.txt", "1,google.com\nx,broken.com\n\n3,third.com\n");
        assertThat(pull())
                .isInstanceOfSatisfying(
                        FeedOutcome.Updated.class,
                        updated -> {
                            assertThat(updated.bad())
                                    .containsExactly(new FeedLine.Bad(2, "not a rank: x"));
                            assertThat(updated.rows()).isEqualTo(2);
                        });
    }

    @Test
    void emptyFolderChangesNothingAndSaysWhy() {
        assertThat(pull().toString()).contains("neither manifest.json nor 0/1.txt");
        assertThat(known.version()).isEqualTo(FeedVersion.NONE);
    }

    @Test
    void unsignedFilesAreRefusedWhereAKeyIsSet() throws IOException {
        write("0/1.txt", "1,google.com\n");
        FeedTrust trust =
                new FeedTrust(FeedSigningKey.generate().publicKey(), folder.resolve("feed-keys"));
        assertThat(client(trust).pull(FeedProgress.SILENT)).isInstanceOf(FeedOutcome.Refused.class);
        assertThat(known.count()).isZero();
    }
}
