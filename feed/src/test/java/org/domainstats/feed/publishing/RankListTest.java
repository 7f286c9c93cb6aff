package org.domainstats.feed.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.feed.publishing.SortedRanks.Ranked;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicSuffixList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The lists of popular domains that are published, in the form in which they are. */
class RankListTest {

    @TempDir private Path folder;

    private List<Ranked> read(Path file) throws IOException {
        List<Ranked> sorted = new ArrayList<>();
        try (SortedRanks ranks = SortedRanks.in(folder)) {
            RankList.read(file, new Hostnames(PublicSuffixList.carried()), ranks);
            ranks.sorted().forEachRemaining(sorted::add);
        }
        return sorted;
    }

    private List<Ranked> read(String text) throws IOException {
        return read(Files.writeString(folder.resolve("list.csv"), text));
    }

    private static Ranked ranked(String domain, int rank) {
        return new Ranked(new DomainName(domain), rank);
    }

    @Test
    void trancoHasNoHeaderAndLinesOfWindows() throws IOException {
        assertThat(read("1,google.com\r\n2,facebook.com\r\n"))
                .containsExactly(ranked("facebook.com", 2), ranked("google.com", 1));
    }

    @Test
    void byteOrderMarkCostsNoLine() throws IOException {
        assertThat(read("\uFEFF1,google.com\n2,facebook.com\n"))
                .containsExactly(ranked("facebook.com", 2), ranked("google.com", 1));
        assertThat(read("\uFEFForigin,rank\nhttps://google.com,1000\n"))
                .containsExactly(ranked("google.com", 1000));
    }

    @Test
    void quotedFieldsAreRead() throws IOException {
        assertThat(read("\"1\",\"google.com\"\n")).containsExactly(ranked("google.com", 1));
    }

    @Test
    void umbrellaHasHostsAndTopLevelDomainsOfWhichTheBestHostCounts() throws IOException {
        assertThat(read("1,com\n2,www.google.com\n3,google.com\n4,a.b.example.co.uk\n"))
                .containsExactly(ranked("example.co.uk", 4), ranked("google.com", 2));
    }

    @Test
    void majesticHasTwelveColumns() throws IOException {
        assertThat(
                        read(
                                "GlobalRank,TldRank,Domain,TLD,RefSubNets,RefIPs,IDN_Domain,IDN_TLD,"
                                        + "PrevGlobalRank,PrevTldRank,PrevRefSubNets,PrevRefIPs\n"
                                        + "7,1,google.com,com,46,262,google.com,com,1,1,46,262\n"))
                .containsExactly(ranked("google.com", 7));
    }

    @Test
    void cruxHasOriginsAndBuckets() throws IOException {
        assertThat(
                        read(
                                """
                                origin,rank
                                https://www.google.com,1000
                                https://mail.google.com,5000
                                http://example.org:8080,5000
                                """))
                .containsExactly(ranked("example.org", 5000), ranked("google.com", 1000));
    }

    @Test
    void radarHasRanksOrIsABucket() throws IOException {
        assertThat(
                        read(
                                """
                                rank,domain,categories
                                1,google.com,"Search Engines;Technology, other"
                                """))
                .containsExactly(ranked("google.com", 1));
        assertThat(read("domain\na.com\nb.com\nc.com"))
                .containsExactly(ranked("a.com", 3), ranked("b.com", 3), ranked("c.com", 3));
    }

    /** As a shell's {@code <(curl ...)} is: to open it a second time would wait for ever. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeIsReadOnce() throws Exception {
        assertThat(read(pipe("ranks", "1,google.com\n"))).containsExactly(ranked("google.com", 1));
        Path bucket = pipe("bucket", "domain\na.com\n");
        assertThatThrownBy(() -> read(bucket))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("read twice, which needs a regular file");
    }

    /** A pipe into which another program writes a text. */
    private Path pipe(String name, String text) throws Exception {
        Path pipe = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        String[] write = {"sh", "-c", "printf %s \"$2\" >\"$1\"", "sh", pipe.toString(), text};
        new ProcessBuilder(write).start();
        return pipe;
    }

    @Test
    void emptyListHasNoRanks() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("rank,domain\n")).isEmpty();
    }

    @Test
    void archivesAreInflated() throws IOException {
        Path gzip = folder.resolve("list.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write("1,google.com\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(read(gzip)).containsExactly(ranked("google.com", 1));
        Path zip = folder.resolve("list.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("top-1m.csv"));
            out.write("1,google.com\n".getBytes(StandardCharsets.US_ASCII));
            out.closeEntry();
        }
        assertThat(read(zip)).containsExactly(ranked("google.com", 1));
        Path empty = folder.resolve("empty.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(empty))) {
            out.finish();
        }
        assertThatThrownBy(() -> read(empty)).isInstanceOf(IOException.class);
    }
}
