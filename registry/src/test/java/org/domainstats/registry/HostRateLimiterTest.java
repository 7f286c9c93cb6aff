package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.httpclient.HostPort;
import org.domainstats.model.DomainName;
import org.domainstats.registrationdata.ParsedReply.Health;
import org.domainstats.registrations.DnsExistence;
import org.domainstats.registrations.QueryClient;
import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registrations.RegistrationRequest.Urgency;
import org.domainstats.registry.HostLimits.Limit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

class HostRateLimiterTest {

    private static final HostPort HOST = new HostPort("rdap.example", 443);
    private static final HostPort COUNTED = new HostPort("counted.example", 43);
    private static final RegistrationRequest REQUEST =
            new RegistrationRequest(
                    new DomainName("example.com"), Urgency.FRESH, QueryClient.LOCAL);
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    private final FakeTime time = new FakeTime();
    private final InMemoryDailyCounts budget = new InMemoryDailyCounts();
    private HostRateLimiter rateLimiter;

    @TempDir private Path folder;

    @BeforeEach
    void start() {
        rateLimiter = rateLimiter();
    }

    private HostRateLimiter rateLimiter() {
        return rateLimiter(DomainExistence.UNKNOWN);
    }

    private HostRateLimiter rateLimiter(DomainExistence existence) {
        return new HostRateLimiter(
                new HostLimits(Map.of("counted.example", new Limit(Duration.ofMillis(100), 3))),
                PersistentHostState.in(new RegistryStorage(folder, budget), time),
                existence,
                new ClockAndRandom(time, time, new Random(7)));
    }

    @Test
    void theFirstQuestionNeedNotWaitAndTheNextWaitsASecond() {
        granted(HOST).end(Health.OK, null);
        time.pass(Duration.ofMillis(300));
        granted(HOST).end(Health.OK, null);
        granted(HOST).end(Health.OK, null);

        assertThat(time.slept()).containsExactly(Duration.ofMillis(700), Duration.ofSeconds(1));
    }

    @Test
    void hostsDoNotWaitForEachOther() {
        granted(HOST);
        granted(new HostPort("other.example", 443));

        assertThat(time.slept()).isEmpty();
    }

    @Test
    void whileOneAsksNobodyElseDoes() {
        Permit.Granted first = granted(HOST);

        assertThat(rateLimiter.acquire(HOST, REQUEST, Duration.ZERO))
                .isInstanceOf(Permit.Deferred.class);
        first.end(Health.OK, null);
        granted(HOST);
    }

    @Test
    void thoseWhoMustComeBackAreToldDifferentTurns() {
        Permit.Granted first = granted(HOST);
        Set<Instant> turns = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Permit.Deferred held =
                    (Permit.Deferred) rateLimiter.acquire(HOST, REQUEST, Duration.ZERO);
            assertThat(held.soon()).isTrue();
            assertThat(held.notBefore()).isAfter(time.instant());
            turns.add(held.notBefore());
        }
        first.end(Health.OK, null);

        assertThat(turns).hasSize(100);
        assertThat(turns).allMatch(permit -> permit.isBefore(time.instant().plusSeconds(120)));
    }

    @Test
    void madeUpNamesTakeNoTimeAwayFromAnExistingOneThatMustComeBack() {
        rateLimiter =
                rateLimiter(
                        domain ->
                                domain.ascii().startsWith("junk")
                                        ? DnsExistence.NONEXISTENT
                                        : DnsExistence.MAY_EXIST);
        granted(HOST);
        for (int i = 0; i < 100; i++) {
            deferred("junk" + i + ".com", Urgency.RETRY);
        }

        assertThat(deferred("real.com", Urgency.RETRY).notBefore())
                .isBeforeOrEqualTo(time.instant().plusSeconds(2));
    }

    @Test
    void whileTheDnsDoesNotAnswerNamesComeBackSoonAndTakeNoTimeAway() {
        AtomicReference<DnsExistence> reply = new AtomicReference<>(DnsExistence.UNANSWERED);
        rateLimiter = rateLimiter(_ -> reply.get());
        granted(HOST);
        for (int i = 0; i < 1_000; i++) {
            assertThat(deferred("junk" + i + ".com", Urgency.RETRY).notBefore())
                    .isBefore(time.instant().plusSeconds(10));
            assertThat(deferred("junk" + i + ".com", Urgency.BULK).notBefore())
                    .isBefore(time.instant().plusSeconds(10));
        }

        reply.set(DnsExistence.MAY_EXIST);
        assertThat(deferred("real.com", Urgency.RETRY).notBefore())
                .isBeforeOrEqualTo(time.instant().plusSeconds(2));
    }

    private Permit.Deferred deferred(String domain, Urgency urgency) {
        RegistrationRequest request =
                new RegistrationRequest(new DomainName(domain), urgency, QueryClient.LOCAL);
        return (Permit.Deferred) rateLimiter.acquire(HOST, request, Duration.ZERO);
    }

    @Test
    void retryAfterIsKept() {
        Instant nextSlot = time.instant().plusSeconds(90);

        assertThat(granted(HOST).end(Health.THROTTLING, nextSlot)).isEqualTo(nextSlot);
        assertThat(held(HOST).notBefore()).isEqualTo(nextSlot);
        assertThat(held(HOST).soon()).isFalse();
        time.pass(Duration.ofSeconds(89));
        granted(HOST);
        assertThat(time.slept()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void aRestThatWasAskedForOutlivesTheProcess() {
        Instant nextSlot = time.instant().plusSeconds(90);
        granted(HOST).end(Health.THROTTLING, nextSlot);
        rateLimiter = rateLimiter();

        assertThat(held(HOST).notBefore()).isEqualTo(nextSlot);
        assertThat(held(HOST).soon()).isFalse();
        granted(COUNTED);
        time.pass(Duration.ofSeconds(90));
        granted(HOST);
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void aHostCannotSwitchItselfOffForMoreThanADay() {
        Instant told =
                granted(HOST).end(Health.THROTTLING, time.instant().plus(Duration.ofDays(4000)));

        assertThat(told).isEqualTo(time.instant().plus(Duration.ofDays(1)));
    }

    @Test
    void throttlingWithoutATimeDoublesUpToAnHour() {
        Duration before = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            Instant until = granted(HOST).end(Health.THROTTLING, null);
            Duration wait = Duration.between(time.instant(), until);
            assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(90));
            if (i < 5) {
                assertThat(wait).isGreaterThan(before.multipliedBy(4).dividedBy(3));
            }
            before = wait;
            time.pass(wait);
        }
    }

    @Test
    void fiveFailuresInARowOpenTheBreakerAndOneQuestionTriesIt() {
        for (int i = 0; i < 4; i++) {
            assertThat(granted(HOST).end(Health.FAILING, null)).isNull();
            time.pass(Duration.ofSeconds(1));
        }
        Instant until = granted(HOST).end(Health.FAILING, null);
        assertThat(until).isAfter(time.instant().plus(Duration.ofMinutes(9)));
        assertThat(held(HOST).reason()).contains("failed 5 times");

        time.pass(Duration.between(time.instant(), until));
        Permit.Granted trial = granted(HOST);
        assertThat(rateLimiter.acquire(HOST, REQUEST, Duration.ZERO))
                .isInstanceOf(Permit.Deferred.class);
        assertThat(trial.end(Health.FAILING, null))
                .isAfter(time.instant().plus(Duration.ofMinutes(19)));

        time.pass(Duration.ofHours(1));
        granted(HOST).end(Health.OK, null);
        time.pass(Duration.ofSeconds(1));
        assertThat(granted(HOST).end(Health.FAILING, null)).isNull();
    }

    @Test
    void neitherThrottlingNorARefusedQuestionIsAFailure() {
        for (int i = 0; i < 20; i++) {
            assertThat(granted(HOST).end(Health.REFUSING, null)).isNull();
        }
    }

    @Test
    void theDailyLimitHoldsAcrossARestartUntilTomorrow() {
        for (int i = 0; i < 3; i++) {
            granted(COUNTED).end(Health.OK, null);
        }
        Permit.Deferred held = (Permit.Deferred) rateLimiter().acquire(COUNTED, REQUEST, MAX_WAIT);

        assertThat(held.notBefore()).isEqualTo(Instant.parse("2026-11-25T00:00:00Z"));
        assertThat(held.soon()).isFalse();
        time.pass(Duration.ofHours(12));
        granted(COUNTED);
    }

    /** Of a small limit a quarter is less than one. */
    @Test
    void retriesHaveAQuarterOfTheDailyLimitAndOneAtLeast() {
        RegistrationRequest retry =
                new RegistrationRequest(
                        new DomainName("example.com"), Urgency.RETRY, QueryClient.LOCAL);
        Permit first = rateLimiter.acquire(COUNTED, retry, MAX_WAIT);
        ((Permit.Granted) first).end(Health.OK, null);
        Permit.Deferred held = (Permit.Deferred) rateLimiter.acquire(COUNTED, retry, MAX_WAIT);

        assertThat(held.notBefore()).isEqualTo(Instant.parse("2026-11-25T00:00:00Z"));
        granted(COUNTED);
    }

    @Test
    void memoryIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            granted(new HostPort("host" + i + ".example", 43)).end(Health.FAILING, null);
        }

        assertThat(rateLimiter.hosts()).isLessThanOrEqualTo(4_096);
    }

    @Test
    void publishedLimitsComeWithTheProgram() {
        HostLimits limits = HostLimits.builtIn();

        assertThat(limits.of("whois.nic.uk").perDay()).isEqualTo(500);
        assertThat(limits.of("whois.weare.ie").perDay()).isEqualTo(50);
        assertThat(limits.of("rdap.lacnic.net").interval()).isEqualTo(Duration.ofSeconds(6));
        assertThat(limits.of("unheard-of.example")).isEqualTo(HostLimits.DEFAULT);
    }

    private Permit.Granted granted(HostPort host) {
        Permit permit = rateLimiter.acquire(host, REQUEST, MAX_WAIT);
        assertThat(permit).isInstanceOf(Permit.Granted.class);
        return (Permit.Granted) permit;
    }

    private Permit.Deferred held(HostPort host) {
        Permit permit = rateLimiter.acquire(host, REQUEST, MAX_WAIT);
        assertThat(permit).isInstanceOf(Permit.Deferred.class);
        return (Permit.Deferred) permit;
    }
}
