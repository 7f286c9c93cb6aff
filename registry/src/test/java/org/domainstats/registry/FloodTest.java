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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real name beside thousands of made-up ones that go to the same registry, in real time: its
 * permit comes within one timeout, whoever asked for the others.
 */
class FloodTest {

    private static final HostPort HOST = new HostPort("rdap.example", 443);
    private static final QueryClient SIEM = new QueryClient("siem");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int NAMES = 5_000;

    @TempDir private Path folder;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch someAsked = new CountDownLatch(3);

    /** Names of the flood that have come: each that has to wait is looked up in the DNS first. */
    private final Set<DomainName> arrived = ConcurrentHashMap.newKeySet();

    private final CountDownLatch left = new CountDownLatch(NAMES);
    private volatile boolean over;
    private HostRateLimiter limiter;

    @BeforeEach
    void start() {
        limiter =
                new HostRateLimiter(
                        new HostLimits(Map.of(HOST.host(), new Limit(Duration.ofMillis(50), 0))),
                        PersistentHostState.in(
                                new RegistryStorage(folder, new InMemoryDailyCounts()),
                                Clock.systemUTC()),
                        this::existence,
                        new ClockAndRandom(Clock.systemUTC(), Thread::sleep, new Random(7)));
    }

    private DnsExistence existence(DomainName domain) {
        if (arrived.add(domain)) {
            left.countDown();
        }
        return domain.ascii().startsWith("junk")
                ? DnsExistence.NONEXISTENT
                : DnsExistence.MAY_EXIST;
    }

    @AfterEach
    void stop() {
        over = true;
        threads.shutdownNow();
    }

    @Test
    void anotherClientsNameIsAskedNext() throws Exception {
        flood("name", SIEM);

        assertThat(take("real.com", new QueryClient("other"))).isTrue();
        assertThat(asked.get()).isLessThan(NAMES / 2);
    }

    @Test
    void aLaterNameOfTheSameClientIsAskedNext() throws Exception {
        flood("name", SIEM);

        assertThat(take("real.com", SIEM)).isTrue();
        assertThat(asked.get()).isLessThan(NAMES / 2);
    }

    @Test
    void aNameOfTheSameBatchIsAskedBeforeThoseThatDoNotExist() throws Exception {
        flood("junk", SIEM);

        assertThat(take("real.com", SIEM)).isTrue();
        assertThat(asked.get()).isLessThan(NAMES / 2);
    }

    @Test
    void aNameThatIsAskedAgainIsAskedNextInAStreamOfNewOnes() throws Exception {
        flood("name", SIEM);
        for (int i = 0; i < 8; i++) {
            String prefix = "new" + i + "-";
            threads.execute(() -> askNewNames(prefix));
        }

        assertThat(take("real.com", SIEM, Urgency.AGAIN)).isTrue();
        assertThat(asked.get()).isLessThan(NAMES / 2);
    }

    /** One after the other without an end, each newer than the name that the test waits for. */
    private void askNewNames(String prefix) {
        for (int i = 0; !over; i++) {
            take(prefix + i + ".com", SIEM);
        }
    }

    /** Returns when all of it has come: of one client the newest name goes first. */
    private void flood(String prefix, QueryClient client) throws InterruptedException {
        DomainName first = new DomainName("first.com");
        Permit holder =
                limiter.acquire(HOST, new RegistrationRequest(first, Urgency.FRESH, client), LONG);
        for (int i = 0; i < NAMES; i++) {
            String domain = prefix + i + ".com";
            threads.execute(() -> take(domain, client));
        }
        assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
        ((Permit.Granted) holder).end(Health.OK, null);
        assertThat(someAsked.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private boolean take(String domain, QueryClient client) {
        return take(domain, client, Urgency.FRESH);
    }

    private boolean take(String domain, QueryClient client, Urgency urgency) {
        return take(new RegistrationRequest(new DomainName(domain), urgency, client));
    }

    private boolean take(RegistrationRequest request) {
        if (over) {
            return false;
        }
        if (limiter.acquire(HOST, request, LONG) instanceof Permit.Granted granted) {
            asked.incrementAndGet();
            someAsked.countDown();
            granted.end(Health.OK, null);
            return true;
        }
        return false;
    }
}
