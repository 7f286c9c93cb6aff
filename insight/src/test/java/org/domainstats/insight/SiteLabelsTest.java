package org.domainstats.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicName;
import org.domainstats.model.PublicSuffixList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

class SiteLabelsTest {

    private static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());

    @TempDir private Path folder;

    @Test
    void siteAndAllBelowItHaveItsLabels() throws IOException {
        SiteLabels labels =
                open("# ours\n\nEvil.com.\tphishing , seen twice\nb\u00fccher.de books\n");
        assertThat(of(labels, "evil.com")).containsExactly("phishing", "seen twice");
        assertThat(of(labels, "www.evil.com")).containsExactly("phishing", "seen twice");
        assertThat(of(labels, "xn--bcher-kva.de")).containsExactly("books");
        assertThat(of(labels, "good.com")).isEmpty();
    }

    @Test
    void labelsOfAHosterAreNotThoseOfItsCustomers() throws IOException {
        SiteLabels labels = open("evil.github.io malware\nhoster.com busy\n");
        assertThat(of(labels, "evil.github.io")).containsExactly("malware");
        assertThat(of(labels, "good.github.io")).isEmpty();
    }

    @Test
    void changedFileIsReadAgainAndAWrongOneChangesNothing() throws IOException {
        SiteLabels labels = open("evil.com phishing\n");
        assertThat(labels.refresh()).isFalse();
        write("evil.com phishing,spam\n");
        assertThat(labels.refresh()).isTrue();
        assertThat(of(labels, "evil.com")).containsExactly("phishing", "spam");
        write("evil.com spam,,\n");
        assertThat(labels.refresh()).isFalse();
        Files.delete(folder.resolve("labels"));
        assertThat(labels.refresh()).isFalse();
        assertThat(of(labels, "evil.com")).containsExactly("phishing", "spam");
    }

    @Test
    void aFileReplacedByOneOfTheSameSizeAndTimeIsReadToo() throws IOException {
        SiteLabels labels = open("evil.com phishing\n");
        Path file = folder.resolve("labels");
        Path next = Files.writeString(folder.resolve("next"), "evil.com phish1ng\n");
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(labels.refresh()).isTrue();
        assertThat(of(labels, "evil.com")).containsExactly("phish1ng");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    evil.com                  | line 2: a site without a label
                    www.evil.com spam         | line 2: a host below a site; label the site itself
                    localhost spam            | line 2: no site that can have labels
                    evil.com spam,,phishing   | line 2: an empty label
                    evil.com a\u001b[2Jb      | line 2: a label must be up to 64 plain characters
                    good.com twice            | line 2: the site has labels already
                    """)
    void wrongLineIsNamed(String line, String message) {
        assertThatThrownBy(() -> open("good.com fine\n" + line + "\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nothingOfAFileThatHoldsNoLabelsIsShown() {
        assertThatThrownBy(() -> open("hunter2 is a secret\n")).hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> open("a.hunter2.com x\n")).hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> open("evil.com hunter2\u001b\n"))
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void longLabelsManyLabelsAndOtherEncodingsAreRefused() throws IOException {
        assertThatThrownBy(() -> open("evil.com " + "a".repeat(65) + "\n"))
                .hasMessageContaining("up to 64");
        assertThatThrownBy(() -> open("evil.com a" + ",a".repeat(20) + "\n"))
                .hasMessageContaining("more than 20");
        Files.write(folder.resolve("labels"), new byte[] {'a', '.', 'd', 'e', ' ', (byte) 0xe9});
        assertThatThrownBy(this::open).hasMessageContaining("is not UTF-8");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void listsOfOthersAreRead(String name, String text, String label) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        SiteLabels labels = SiteLabels.open(List.of(file), HOSTNAMES);
        assertThat(of(labels, "www.evil.com")).containsExactly(label);
        assertThat(of(labels, "evil.net")).isEmpty();
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                arguments("plain.txt", "# list\nother.com\nevil.com\n", "plain"),
                arguments("bad.hosts", "127.0.0.1 localhost\n0.0.0.0 a.de evil.com # x\n", "bad"),
                arguments("report.txt", "other[.]com\nhxxp://evil[.]com/a\n", "report"),
                arguments("report.csv", "no,domain,threat\n1,*.evil(dot)com,x\n", "x"),
                arguments("six.hosts", "::1 localhost\n:: evil.com\n", "six"),
                arguments("a.csv", "evil.com,phishing\n", "phishing"),
                arguments("b.csv", "id,domain,threat\n1,\"evil.com\",\"a, b\"\n", "a, b"),
                arguments("c.csv", "domain,seen\r\nevil.com,2026\r\n", "c"),
                arguments("d.csv", "\ufeffdomain,label\nlocalhost,x\nevil.com,y\n", "y"),
                arguments(
                        "misp.json",
                        "{\"type\":\"hostname\",\"list\":[\".evil.com\",\"x y\"],"
                                + "\"name\":\"Known bad\"}",
                        "Known bad"));
    }

    @Test
    void labelOfAHostIsNotThatOfItsSite() throws IOException {
        SiteLabels labels = open("x.com\nbad.evil.com\n");
        assertThat(of(labels, "www.bad.evil.com")).containsExactly("labels");
        assertThat(of(labels, "evil.com")).isEmpty();
    }

    @Test
    void labelsOfSeveralFilesAreJoined() throws IOException {
        Path one = Files.writeString(folder.resolve("one.txt"), "evil.com\nevil.com\n");
        Path two = Files.writeString(folder.resolve("two.csv"), "evil.com,phishing\n");
        SiteLabels labels = SiteLabels.open(List.of(one, two), HOSTNAMES);
        assertThat(of(labels, "evil.com")).containsExactly("one", "phishing");
    }

    @Test
    void aListThatIsTooLongIsRefusedByItsBound() throws IOException {
        Path file = folder.resolve("long.txt");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i <= LabelTable.MOST_NAMES; i++) {
                out.write("a" + i + ".com\n");
            }
        }
        assertThatThrownBy(() -> SiteLabels.open(List.of(file), HOSTNAMES))
                .hasMessageContaining("line 1000001: more than 1000000 names with labels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"list\":[\"evil.com\"", "{}", "{\"list\":{}}"})
    void brokenWarningListIsRefused(String text) {
        assertThatThrownBy(() -> open(text)).isInstanceOf(IOException.class);
    }

    private SiteLabels open(String text) throws IOException {
        write(text);
        return open();
    }

    private SiteLabels open() throws IOException {
        return SiteLabels.open(List.of(folder.resolve("labels")), HOSTNAMES);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("labels"), text);
    }

    private static List<String> of(SiteLabels labels, String host) {
        return labels.of((PublicName) HOSTNAMES.reduce(host)).labels();
    }
}
