package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhoisServersTest {

    @Test
    void theLongestZoneWins() {
        assertThat(WhoisServers.find(name("shop.uk.com")))
                .isEqualTo(new WhoisServers.Known("uk.com", "whois.centralnic.com"));
        assertThat(WhoisServers.find(name("shop.com")))
                .isEqualTo(new WhoisServers.Known("com", "whois.verisign-grs.com"));
        assertThat(WhoisServers.find(name("shop.co.uk")))
                .isEqualTo(new WhoisServers.Known("uk", "whois.nic.uk"));
    }

    @Test
    void aZoneItselfIsNotBelowItsRegistry() {
        assertThat(WhoisServers.find(name("uk.com")))
                .isEqualTo(new WhoisServers.Known("com", "whois.verisign-grs.com"));
    }

    @Test
    void nothingIsInventedForAnUnknownTld() {
        assertThat(WhoisServers.find(name("shop.example"))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "whois.denic.de | shop.de | -T dn,ace shop.de",
                "whois.jprs.jp | shop.co.jp | shop.co.jp/e",
                "whois.verisign-grs.com | shop.com | domain shop.com",
                "whois.nic.name | john.smith.name | =john.smith.name",
                "whois.punktum.dk | shop.dk | --charset=utf-8 shop.dk",
                "whois.nic.uk | shop.co.uk | shop.co.uk"
            })
    void theQuestionIsPutAsTheServerWantsIt(String host, String domain, String question) {
        assertThat(WhoisServers.question(host, name(domain))).isEqualTo(question);
    }

    /** Every server is one that our own WHOIS client would accept. */
    @Test
    void everyServerIsAPlainHostname() {
        TableResource.table("whois-servers.txt")
                .values()
                .forEach(cells -> assertThat(cells.get(1)).matches("[a-z0-9-]+(\\.[a-z0-9-]+)+"));
    }

    private static DomainName name(String text) {
        return new DomainName(text);
    }
}
