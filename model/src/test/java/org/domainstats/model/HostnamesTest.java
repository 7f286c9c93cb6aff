package org.domainstats.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.NotPublic.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostnamesTest {

    private static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "google.com",
                "google.com.",
                "GOOGLE.COM",
                "www.Google.COM.",
                "mail.google.com",
                "a.b.c.d.e.google.com",
                "_dmarc.google.com",
                "-odd-.google.com",
                "r3---sn-4g5ednsl.google.com",
                "google。com",
                "www．google｡com",
                "ｇｏｏｇｌｅ.com",
                "Ｗww.google.com。",
                "goo\u00adgle.com",
                "google.\u212Aom.google.com"
            })
    void everySpellingAndHostOfADomainIsOneDomainAndSite(String asked) {
        PublicName name = reduce(asked);

        assertThat(name.domain().ascii()).isEqualTo("google.com");
        assertThat(name.site()).isEqualTo(name.domain());
        assertThat(name.isHosted()).isFalse();
    }

    @Test
    void customersBelowAPrivateSuffixAreSitesOfOneDomain() {
        PublicName a = reduce("a.github.io");
        PublicName b = reduce("www.B.github.io");

        assertThat(a.domain().ascii()).isEqualTo("github.io");
        assertThat(b.domain()).isEqualTo(a.domain());
        assertThat(a.site().ascii()).isEqualTo("a.github.io");
        assertThat(b.site().ascii()).isEqualTo("b.github.io");
        assertThat(b.host().ascii()).isEqualTo("www.b.github.io");
        assertThat(b.isHosted()).isTrue();
    }

    @Test
    void privateSuffixByItselfIsItsOwnersDomain() {
        PublicName name = reduce("github.io");

        assertThat(name.domain().ascii()).isEqualTo("github.io");
        assertThat(name.site()).isEqualTo(name.domain());
    }

    @ParameterizedTest
    @CsvSource({
        "bbc.co.uk, bbc.co.uk",
        "www.bbc.co.uk, bbc.co.uk",
        "www.食狮.公司.cn, xn--85x722f.xn--55qx5d.cn",
        "食狮.中国, xn--85x722f.xn--fiqs8s",
        "faß.de, xn--fa-hia.de",
        "FAß.de, xn--fa-hia.de",
        "xn--fa-hia.de, xn--fa-hia.de",
        "XN--FA-HIA.DE, xn--fa-hia.de",
        "fass.de, fass.de",
        "www.bücher.example.com, example.com",
        "www.city.kobe.jp, city.kobe.jp",
        "a.b.c.kobe.jp, b.c.kobe.jp",
        "www.ck, www.ck"
    })
    void domainIsTheNameBelowItsSuffix(String asked, String domain) {
        assertThat(reduce(asked).domain().ascii()).isEqualTo(domain);
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.uk.com, example.uk.com",
        "example.us.com, example.us.com",
        "example.co.com, example.co.com",
        "example.eu.org, example.eu.org"
    })
    void registryBelowSomebodysDomainRegistersNamesOfItsOwn(String asked, String domain) {
        PublicName name = reduce(asked);

        assertThat(name.domain().ascii()).isEqualTo(domain);
        assertThat(name.isHosted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    %{[dns][question][name]}  | PLACEHOLDER
                    ${dns.question.name}      | PLACEHOLDER
                    {{ query }}               | PLACEHOLDER
                    192.168.1.1               | ADDRESS
                    8.8.8.8.                  | ADDRESS
                    １.２.３.４               | ADDRESS
                    ::1                       | ADDRESS
                    2001:db8::53              | ADDRESS
                    [2001:DB8::53]            | ADDRESS
                    [2001:db8::53]:443        | ADDRESS
                    ::ffff:10.0.0.1           | ADDRESS
                    fe80::1%eth0              | ADDRESS
                    localhost                 | SINGLE_LABEL
                    DESKTOP-4F3A9C1           | SINGLE_LABEL
                    com                       | SINGLE_LABEL
                    -                         | SINGLE_LABEL
                    食狮                      | SINGLE_LABEL
                    co.uk                     | PUBLIC_SUFFIX
                    CO.UK.                    | PUBLIC_SUFFIX
                    公司.cn                   | PUBLIC_SUFFIX
                    uk.com                    | PUBLIC_SUFFIX
                    c.mm                      | PUBLIC_SUFFIX
                    printer.local             | UNKNOWN_SUFFIX
                    dc01.corp.internal        | UNKNOWN_SUFFIX
                    1.2.3                     | UNKNOWN_SUFFIX
                    4.3.2.1.in-addr.arpa      | INFRASTRUCTURE
                    b.d.0.1.0.0.2.ip6.arpa    | INFRASTRUCTURE
                    http://google.com/        | URL
                    https://google.com        | URL
                    google.com/search?q=a     | URL
                    google.com:443            | PORT
                    10.0.0.1:53               | PORT
                    localhost:8000            | PORT
                    google.com:https          | CHARACTERS
                    google.com:               | CHARACTERS
                    ace.de:                   | CHARACTERS
                    google.com:1234567        | CHARACTERS
                    goo gle.com               | CHARACTERS
                    google%2ecom              | CHARACTERS
                    google.com%00             | CHARACTERS
                    user@google.com           | CHARACTERS
                    *.com                     | CHARACTERS
                    x'y.com                   | CHARACTERS
                    x'y.co.uk                 | CHARACTERS
                    a\\.b.com               | CHARACTERS
                    a\\046com               | CHARACTERS
                    -bad-.net                 | HYPHEN
                    www.-bad.net              | HYPHEN
                    bad-.co.uk                | HYPHEN
                    google.com,               | CHARACTERS
                    <script>alert(1).com      | CHARACTERS
                    \\\\server\\share         | CHARACTERS
                    (null)                    | CHARACTERS
                    google.com／search        | CHARACTERS
                    ..                        | LABEL_LENGTH
                    .google.com               | LABEL_LENGTH
                    www..google.com           | LABEL_LENGTH
                    google.com..              | LABEL_LENGTH
                    xn--a.com                 | IDN
                    xn--.com                  | IDN
                    www.xn--0.com             | IDN
                    \u0308.com                | IDN
                    """)
    void junkIsAValueWithItsReason(String asked, Reason reason) {
        assertThat(HOSTNAMES.reduce(asked)).isEqualTo(new NotPublic(reason));
    }

    @Test
    void nothingIsEmpty() {
        expect(Reason.EMPTY, "");
        expect(Reason.EMPTY, ".");
        expect(Reason.EMPTY, "。");
    }

    @Test
    void whatDnsCannotCarryIsTooLong() {
        expect(Reason.TOO_LONG, "a".repeat(300));
        expect(Reason.TOO_LONG, "a.".repeat(1_000_000));
        expect(Reason.TOO_LONG, "食".repeat(2_000));
        expect(Reason.LABEL_LENGTH, "a".repeat(64).concat(".com"));
        expect(Reason.LABEL_LENGTH, "食".repeat(100).concat(".com"));
    }

    @Test
    void aLabelThatGrowsPastWhatCanBeMappedIsNoName() {
        expect(Reason.IDN, "\ufdfa".repeat(100) + "食.com");
    }

    @Test
    void longestNameOfDnsIsAName() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "b".repeat(57), "com");

        assertThat(longest).hasSize(253);
        assertThat(reduce(longest).host().ascii()).isEqualTo(longest);
        assertThat(reduce(longest.concat(".")).host().ascii()).isEqualTo(longest);
        assertThat(reduce("c".concat(longest)).host().ascii())
                .isEqualTo(longest.substring("a.".length() + 62));
    }

    @Test
    void controlCharactersAndBlanksAreNoPartOfAName() {
        for (char c = 0; c <= ' '; c++) {
            expect(Reason.CHARACTERS, "google" + c + ".com");
            expect(Reason.CHARACTERS, c + "google.com");
            expect(Reason.CHARACTERS, "google.com" + c);
        }
        expect(Reason.CHARACTERS, "google\u007f.com");
        expect(Reason.IDN, "google\u0085.com");
    }

    @Test
    void textThatIsNoTextIsNoName() {
        expect(Reason.IDN, "google\ud800.com");
        expect(Reason.IDN, "\udc00.com");
        expect(Reason.IDN, "google\ufffd.com");
        expect(Reason.IDN, "google\uffff.com");
    }

    @Test
    void writingThatRunsBothWaysIsNoName() {
        expect(Reason.IDN, "\u202egoogle.com");
        expect(Reason.IDN, "goo\u05d0gle.com");
        assertThat(reduce("\u05d0\u05d1.com").domain().ascii()).isEqualTo("xn--4dbc.com");
    }

    @Test
    void joinersThatShowNothingAreNoPartOfAName() {
        expect(Reason.IDN, "goo\u200dgle.com");
        expect(Reason.IDN, "goo\u200cgle.com");
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
