package org.domainstats.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.NotPublic.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels in front of a domain that no hostname has: they never hide it. */
class OddLabelsTest {

    private static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());

    @Test
    void oddLabelsInFrontDoNotHideTheDomain() {
        assertThat(reduce("xn--a.evil.com").domain().ascii()).isEqualTo("evil.com");
        assertThat(reduce("xn--.xn--google.a.github.io").site().ascii()).isEqualTo("a.github.io");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    x'y.evil.com                              | evil.com             | evil.com
                    a\\x00b.tunnel.org                      | tunnel.org           | tunnel.org
                    Brother\\032HL._ipp._tcp.print.com      | _ipp._tcp.print.com  | print.com
                    *.a.com                                   | a.com                | a.com
                    a b.evil.com                              | evil.com             | evil.com
                    a#b.c.evil.com.                           | c.evil.com           | evil.com
                    aGk/Zm9v+bar=.t.evil.com                  | t.evil.com           | evil.com
                    a:b.evil.com                              | evil.com             | evil.com
                    "q".evil.com                              | evil.com             | evil.com
                    ${x}.evil.com                             | evil.com             | evil.com
                    a\\.b.evil.com                          | evil.com             | evil.com
                    a\\046b.evil.com                        | evil.com             | evil.com
                    \\119\\x77W.evil.com                  | www.evil.com         | evil.com
                    \\xff\\255.evil.com                   | evil.com             | evil.com
                    \ufffd\ufffd.evil.com                     | evil.com             | evil.com
                    \u00e9\u0301\u202e.evil.com               | evil.com             | evil.com
                    x'y.a.github.io                           | a.github.io          | github.io
                    x'y.www.食狮.中国                         | www.xn--85x722f.xn--fiqs8s | xn--85x722f.xn--fiqs8s
                    -odd-.evil.com                            | -odd-.evil.com       | evil.com
                    """)
    void oddLabelsAreLeftOutOfTheHost(String asked, String host, String domain) {
        PublicName name = reduce(asked);

        assertThat(name.host().ascii()).isEqualTo(host);
        assertThat(name.domain().ascii()).isEqualTo(domain);
    }

    @Test
    void escapesMayMakeANameLongerThanAHostname() {
        String label = "\\x00".repeat(63);

        assertThat(reduce(label + "." + label + "." + label + ".tunnel.org").domain().ascii())
                .isEqualTo("tunnel.org");
        assertThat(reduce("\\x00".repeat(300) + ".tunnel.org").domain().ascii())
                .isEqualTo("tunnel.org");
    }

    @Test
    void noLengthInFrontHidesTheDomain() {
        assertThat(reduce("x".repeat(64) + ".a.evil.com").host().ascii()).isEqualTo("a.evil.com");
        assertThat(reduce("食".repeat(80) + ".evil.com").domain().ascii()).isEqualTo("evil.com");
        assertThat(reduce("a.".repeat(150) + "evil.com").domain().ascii()).isEqualTo("evil.com");
        assertThat(reduce("b64/+=".repeat(5_000) + ".evil.co.uk.").domain().ascii())
                .isEqualTo("evil.co.uk");
        expect(Reason.TOO_LONG, "x".repeat(2_000) + ".com");
    }

    private static PublicName reduce(String asked) {
        Name name = HOSTNAMES.reduce(asked);
        assertThat(name).isInstanceOf(PublicName.class);
        return (PublicName) name;
    }

    private static void expect(Reason reason, String asked) {
        assertThat(HOSTNAMES.reduce(asked))
                .as(Printable.of(asked))
                .isEqualTo(new NotPublic(reason));
    }
}
