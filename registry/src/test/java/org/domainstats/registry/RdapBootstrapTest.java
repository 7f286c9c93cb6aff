package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.registry.bootstrap.BootstrapSource;
import org.domainstats.registry.bootstrap.RdapBootstrap;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.ReceivedQuestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executor;

class RdapBootstrapTest {

    private static final String LIST =
            "{\"version\":\"1.0\",\"services\":[[[\"com\"],[\"https://one.example/\"]]]}";

    @RegisterExtension final Loopback loopback = new Loopback();

    @Test
    void isFetchedOnceAndNotForEveryQuestion() {
        loopback.internet.registry("com").otherwise(Behaviour.registered("2001-01-01T00:00:00Z"));
        RegistrySource source = loopback.source();
        for (int i = 0; i < 5; i++) {
            assertThat(source.fetch(new DomainName("a" + i + ".com"), loopback.trace()))
                    .isInstanceOf(Registered.class);
        }

        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void makingASourceTouchesNothing() {
        assertThat(loopback.source()).isNotNull();

        assertThat(fetches()).isZero();
        assertThat(loopback.data).isEmptyDirectory();
    }

    @Test
    void isGoodForAsLongAsItsHeadersSayEvenAfterARestart() {
        loopback.internet.bootstrapIs(
                200, LIST, "Cache-Control: public, max-age=7200", "ETag: \"v1\"");
        assertThat(bootstrap().bases()).containsKey("com");
        loopback.time.pass(Duration.ofMinutes(119));
        assertThat(bootstrap().bases()).containsKey("com");
        assertThat(fetches()).isEqualTo(1);

        loopback.time.pass(Duration.ofMinutes(2));
        assertThat(bootstrap().bases()).containsKey("com");
        assertThat(fetches()).isEqualTo(2);
        assertThat(lastFetch()).contains("If-None-Match: \"v1\"");
    }

    @Test
    void expiresIsKeptToo() {
        loopback.internet.bootstrapIs(
                200,
                LIST,
                "Expires: Tue, 24 Nov 2026 18:00:00 GMT",
                "Last-Modified: Mon, 23 Nov 2026 00:00:00 GMT");
        RdapBootstrap bootstrap = bootstrap();
        assertThat(bootstrap.bases()).isNotEmpty();
        loopback.time.pass(Duration.ofMinutes(359));
        assertThat(bootstrap.bases()).isNotEmpty();
        assertThat(fetches()).isEqualTo(1);
        loopback.time.pass(Duration.ofMinutes(2));
        assertThat(bootstrap.bases()).isNotEmpty();
        assertThat(lastFetch()).contains("If-Modified-Since: Mon, 23 Nov 2026 00:00:00 GMT");
    }

    @Test
    void aBadOneIsRefusedAndTheOldOneKept() {
        loopback.internet.bootstrapIs(200, LIST);
        RdapBootstrap bootstrap = bootstrap();
        assertThat(bootstrap.bases()).containsKey("com");

        for (String bad :
                new String[] {"", "{", "{\"version\":\"1.0\",\"services\":[[[\"net\"],[]]]}"}) {
            loopback.internet.bootstrapIs(200, bad.isEmpty() ? " " : bad);
            loopback.time.pass(Duration.ofDays(2));
            assertThat(bootstrap.bases()).containsOnlyKeys("com");
            assertThat(bootstrap().bases()).containsOnlyKeys("com");
        }
    }

    @Test
    void aFailedFetchIsTriedAgainLaterAndLater() {
        loopback.internet.bootstrapIs(500, "no");
        RdapBootstrap bootstrap = bootstrap();
        assertThat(bootstrap.bases()).isEmpty();
        assertThat(bootstrap.awaitBases(Duration.ofSeconds(60))).isEmpty();
        assertThat(fetches()).isEqualTo(1);

        loopback.time.pass(Duration.ofMinutes(7));
        assertThat(bootstrap.bases()).isEmpty();
        loopback.time.pass(Duration.ofMinutes(7));
        assertThat(bootstrap.bases()).isEmpty();
        assertThat(fetches()).isEqualTo(2);

        loopback.internet.bootstrapIs(200, LIST);
        loopback.time.pass(Duration.ofMinutes(7));
        assertThat(bootstrap.bases()).containsKey("com");
    }

    @Test
    void withoutAnyListAnUnknownTldIsPutOffAndNotGivenUp() {
        loopback.internet.bootstrapIs(500, "no");
        loopback.whois = false;

        assertThat(loopback.fetch("example.zz"))
                .isInstanceOfSatisfying(
                        Unreachable.class,
                        outcome ->
                                assertThat(outcome.notBefore()).isAfter(loopback.time.instant()));
    }

    @Test
    void aFileIsReadAgainWhenItChanges() throws Exception {
        Path file = loopback.data.resolve("own.json");
        Files.writeString(file, LIST);
        RdapBootstrap bootstrap =
                new RdapBootstrap(
                        BootstrapSource.at(file.toString(), loopback.data, http(), loopback.time),
                        loopback.time,
                        new Random(7),
                        Runnable::run);
        assertThat(bootstrap.bases()).containsOnlyKeys("com");

        Files.writeString(file, LIST.replace("com", "net"));
        Files.setLastModifiedTime(
                file, java.nio.file.attribute.FileTime.from(FakeTime.START.plusSeconds(99)));
        assertThat(bootstrap.bases()).containsOnlyKeys("com");
        loopback.time.pass(Duration.ofMinutes(1));
        assertThat(bootstrap.bases()).containsOnlyKeys("net");

        Files.delete(file);
        loopback.time.pass(Duration.ofMinutes(1));
        assertThat(bootstrap.bases()).containsOnlyKeys("net");
    }

    private BlockingHttpClient http() {
        return loopback.http(address -> true);
    }

    @Test
    void aListThatIsOnItsWayIsTriedNowAndNotBeforeAllTime() {
        RdapBootstrap bootstrap = bootstrap(_ -> {});

        assertThat(bootstrap.awaitBases(Duration.ofMillis(1))).isEmpty();
        assertThat(bootstrap.due()).isEqualTo(loopback.time.instant());
    }

    private RdapBootstrap bootstrap() {
        return bootstrap(Runnable::run);
    }

    private RdapBootstrap bootstrap(Executor background) {
        return new RdapBootstrap(
                BootstrapSource.at(
                        loopback.internet.bootstrap(), loopback.data, http(), loopback.time),
                loopback.time,
                new Random(7),
                background);
    }

    private int fetches() {
        return loopback.internet.asked(ReceivedQuestion.Protocol.BOOTSTRAP).size();
    }

    private String lastFetch() {
        return loopback.internet.asked(ReceivedQuestion.Protocol.BOOTSTRAP).getLast().question();
    }
}
