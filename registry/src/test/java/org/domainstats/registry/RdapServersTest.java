package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.registry.RdapServer.Listed;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.Map;

class RdapServersTest {

    @Test
    void theLongestNameWinsThenTheOperatorThenIana() {
        Map<String, URI> iana =
                Map.of(
                        "com", URI.create("https://iana.example/"),
                        "io", URI.create("https://iana.example/io/"));
        RdapServers servers =
                new RdapServers(Map.of("net", URI.create("https://mine.example/")), false);

        assertThat(servers.find(new DomainName("example.com"), iana))
                .isEqualTo(new RdapServer("com", URI.create("https://iana.example/"), Listed.IANA));
        assertThat(servers.find(new DomainName("example.net"), iana))
                .extracting(RdapServer::listed)
                .isEqualTo(Listed.OPERATOR);
        assertThat(servers.find(new DomainName("example.io"), iana))
                .extracting(RdapServer::listed)
                .isEqualTo(Listed.IANA);
        assertThat(servers.find(new DomainName("example.io"), Map.of()))
                .extracting(RdapServer::listed)
                .isEqualTo(Listed.BUILT_IN);
        assertThat(servers.find(new DomainName("example.uk.com"), iana))
                .extracting(RdapServer::zone)
                .isEqualTo("uk.com");
        assertThat(servers.find(new DomainName("uk.com"), iana))
                .extracting(RdapServer::zone)
                .isEqualTo("com");
        assertThat(servers.find(new DomainName("example.zz"), iana)).isNull();
    }

    @Test
    void theBuiltInTablesAreSound() {
        RdapServers servers = new RdapServers(Map.of(), false);
        for (String name :
                new String[] {
                    "example.com", "example.net", "example.org", "example.info", "example.de",
                    "example.ch", "example.li", "example.co", "example.us", "example.io",
                    "example.com.au", "example.ac", "example.ag", "example.uk.com"
                }) {
            RdapServer server = servers.find(new DomainName(name), Map.of());
            assertThat(server == null ? "none" : server.base().toString())
                    .as(name)
                    .startsWith("https://")
                    .endsWith("/");
        }
    }
}
