package org.domainstats.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.domainstats.model.NotPublic.Reason;
import org.domainstats.model.PublicSuffixList.Starts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class PublicSuffixListTest {

    private static final String END = "// ===END PRIVATE DOMAINS===\n";

    @TempDir private Path folder = Path.of("");

    @Test
    void newerListFromAFileTakesThePlaceOfTheCarriedOne() throws IOException {
        Path file =
                write(
                        "// ===BEGIN ICANN DOMAINS===\n"
                                + manyRules()
                                + "brandnew\n*.wild\n!shop.wild\n测试.brandnew   a remark\n"
                                + "// ===END ICANN DOMAINS===\n"
                                + "// ===BEGIN PRIVATE DOMAINS===\nhosted.brandnew\n"
                                + END);

        Hostnames hostnames = new Hostnames(PublicSuffixList.of(file));

        assertThat(hostnames.reduce("www.example.brandnew"))
                .isEqualTo(name("example.brandnew", "www.example.brandnew"));
        assertThat(hostnames.reduce("a.b.c.wild")).isEqualTo(name("b.c.wild", "a.b.c.wild"));
        assertThat(hostnames.reduce("b.wild")).isEqualTo(new NotPublic(Reason.PUBLIC_SUFFIX));
        assertThat(hostnames.reduce("a.shop.wild")).isEqualTo(name("shop.wild", "a.shop.wild"));
        assertThat(hostnames.reduce("x.测试.brandnew"))
                .isEqualTo(name("x.xn--0zwm56d.brandnew", "x.xn--0zwm56d.brandnew"));
        assertThat(hostnames.reduce("w.x.hosted.brandnew"))
                .isEqualTo(
                        new PublicName(
                                new DomainName("w.x.hosted.brandnew"),
                                new DomainName("hosted.brandnew"),
                                new DomainName("x.hosted.brandnew")));
        assertThat(hostnames.reduce("google.com")).isEqualTo(new NotPublic(Reason.UNKNOWN_SUFFIX));
    }

    @Test
    void listThatWasCutOffIsRefused() throws IOException {
        Path file = write("// ===BEGIN ICANN DOMAINS===\n" + manyRules());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublicSuffixList.of(file))
                .withMessageContaining("list.dat is not a whole Public Suffix List")
                .withMessageContaining("no end marker");
    }

    @Test
    void fileOfAnotherKindIsRefused() throws IOException {
        Path file = write("<html>not found</html>\n" + END);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublicSuffixList.of(file))
                .withMessageContaining("1 rules");
    }

    @Test
    void carriedListHasTheWholeOfBothParts() {
        PublicSuffixList carried = PublicSuffixList.carried();

        assertThat(carried.size()).isGreaterThan(9_000);
        assertThat(carried.suffixes("www.example.co.uk")).isEqualTo(new Starts(12, 12));
        assertThat(carried.suffixes("www.a.github.io")).isEqualTo(new Starts(13, 6));
        assertThat(carried.suffixes("printer.local")).isEqualTo(new Starts(-1, -1));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("list.dat"), text);
    }

    private static String manyRules() {
        return IntStream.range(0, 1_200)
                .mapToObj(i -> "tld" + i)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static PublicName name(String domain, String host) {
        return new PublicName(new DomainName(host), new DomainName(domain), new DomainName(domain));
    }
}
