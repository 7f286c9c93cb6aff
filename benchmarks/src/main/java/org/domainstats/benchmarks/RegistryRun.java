package org.domainstats.benchmarks;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.processkit.WorkingFolders;
import org.domainstats.registrykit.LoopbackInternet;
import org.domainstats.registrykit.LoopbackRegistry;
import org.domainstats.registrykit.ReceivedQuestion;
import org.domainstats.registrykit.ReceivedQuestion.Protocol;
import org.domainstats.store.StoredRegistration;
import org.domainstats.storesqlite.SqliteStore;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * 2,000 new names over 40 registries, each slow or broken in every way in turn ({@link
 * RegistryFailures}), asked of the real server, which is stopped once and killed once on the way.
 * Prints the slowest answer, the smallest gap between two questions to one host, what was settled
 * by when and in how much memory, and what the restarts forgot. Takes about twenty minutes, as a
 * registry that fails is left alone for ten. {@code java -cp 'benchmarks/target/dist/lib/*'
 * org.domainstats.benchmarks.RegistryRun ./domain-stats [names per registry]}
 */
public final class RegistryRun {

    private static final List<String> TLDS =
            List.of(
                    ("com net org info biz mobi app dev xyz top site online shop club store tech live space"
                                    + " fun icu vip work link click news blog cloud agency today world life"
                                    + " group email city zone team cafe house one wiki")
                            .split(" ", -1));

    private static final Duration LONGEST = Duration.ofMinutes(40);
    private static final int CLIENTS = 32;

    /** The server's default setting. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private static final String FIRST = "FIRST-CONTACT";

    private final LoopbackInternet internet = LoopbackInternet.start();
    private final List<LoopbackRegistry> registries =
            TLDS.stream().map(tld -> internet.registry(tld)).toList();
    private final Instant start = Instant.now();
    private final Set<String> announced = ConcurrentHashMap.newKeySet();
    private final AtomicLong announcedTwice = new AtomicLong();
    private final AtomicLong slowestNanos = new AtomicLong();
    private final Path launcher;
    private final Path data;

    private RegistryRun(Path launcher, Path data) {
        this.launcher = launcher;
        this.data = data;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ENGLISH);
        int each = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        Path data = TrialFolders.create();
        new RegistryRun(Path.of(arguments[0]).toAbsolutePath(), data).run(names(each));
        WorkingFolders.delete(data);
    }

    private static List<String> names(int each) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            for (String tld : TLDS) {
                names.add("n" + i + "-" + tld + "-quizzical." + tld);
            }
        }
        return names;
    }

    private void run(List<String> names) throws IOException, InterruptedException {
        try (internet;
                ScheduledExecutorService changes =
                        Executors.newSingleThreadScheduledExecutor(
                                Thread.ofPlatform().daemon().factory())) {
            warmUp();
            changeFailures();
            var _ = changes.scheduleAtFixedRate(this::changeFailures, 1, 1, TimeUnit.SECONDS);
            int third = names.size() / 3;
            try (ServerProcess server = serve()) {
                ask(server, names.subList(0, third));
                reportSettled(server, names, "asked a third, is stopped");
                server.stop();
            }
            try (ServerProcess server = serve()) {
                ask(server, names.subList(third, 2 * third));
                reportSettled(server, names, "asked two thirds, is killed");
            }
            try (ServerProcess server = serve()) {
                ask(server, names.subList(2 * third, names.size()));
                reportSettled(server, names, "asked all");
                awaitSettled(server, names);
                say("slowest answer to a new name: %,d ms", slowestMillis());
                ask(server, names);
            }
            changes.shutdownNow();
        }
        say("slowest answer of all: %,d ms", slowestMillis());
        say(
                "first contacts: %d of %d, announced twice: %d",
                announced.size(), names.size(), announcedTwice.get());
        reportGaps();
        reportBackOffs();
    }

    /** What the client's own classes take to load is not the server's. */
    private void warmUp() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < CLIENTS; i++) {
                var _ =
                        client.send(
                                HttpRequest.newBuilder(URI.create(internet.bootstrap())).build(),
                                BodyHandlers.ofString());
            }
        }
    }

    private ServerProcess serve() throws IOException {
        return ServerProcess.start(
                ProgramCommand.of(launcher.toString(), "serve", "--port", "0")
                        .with("--data", data.toString(), "--allow-private-registries")
                        .with("--rdap-bootstrap", internet.bootstrap())
                        .with("--whois-root", internet.whoisRoot()));
    }

    private void changeFailures() {
        Duration since = Duration.between(start, Instant.now());
        for (int i = 0; i < registries.size(); i++) {
            RegistryFailures.apply(registries.get(i), i, since);
        }
    }

    private void ask(ServerProcess server, List<String> names) throws InterruptedException {
        Semaphore free = new Semaphore(CLIENTS);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String name : names) {
                free.acquire();
                var _ =
                        clients.submit(
                                () -> {
                                    try {
                                        ask(server, name);
                                    } finally {
                                        free.release();
                                    }
                                    return name;
                                });
            }
        }
    }

    private void ask(ServerProcess server, String name) throws IOException, InterruptedException {
        long asked = System.nanoTime();
        String answer = server.ask(name);
        long took = System.nanoTime() - asked;
        slowestNanos.accumulateAndGet(took, Math::max);
        if (took > ANSWER_WITHIN.toNanos()) {
            say(
                    "%4d s: %s was answered after %,d ms: %s",
                    Duration.between(start, Instant.now()).toSeconds(),
                    name,
                    TimeUnit.NANOSECONDS.toMillis(took),
                    answer);
        }
        if (answer.contains(FIRST) && !announced.add(name)) {
            announcedTwice.incrementAndGet();
        }
    }

    private void awaitSettled(ServerProcess server, List<String> names)
            throws IOException, InterruptedException {
        while (Duration.between(start, Instant.now()).compareTo(LONGEST) < 0) {
            if (reportSettled(server, names, "waits") == names.size()) {
                return;
            }
            TimeUnit.SECONDS.sleep(20);
        }
    }

    /** Reads the store beside the server: asking would help it along. */
    private int reportSettled(ServerProcess server, List<String> names, String now)
            throws IOException {
        int settled = 0;
        int wrong = 0;
        try (SqliteStore store = SqliteStore.open(data.resolve("contacts.db"))) {
            for (String name : names) {
                RegistrationOutcome outcome =
                        store.registrations()
                                .find(new DomainName(name))
                                .map(StoredRegistration::outcome)
                                .orElse(new Unreachable("not asked", null));
                settled += outcome instanceof Unreachable ? 0 : 1;
                wrong += outcome instanceof Unreachable || isRight(outcome) ? 0 : 1;
            }
            say(
                    "%4d s: settled %d, wrongly %d, waiting %d, %,d KiB resident (%s)",
                    Duration.between(start, Instant.now()).toSeconds(),
                    settled,
                    wrong,
                    store.retries().size(),
                    server.memory().residentKib(),
                    now);
        }
        return settled;
    }

    private static boolean isRight(RegistrationOutcome outcome) {
        return outcome instanceof Registered registered
                && registered.first().equals(RegistryFailures.REGISTERED);
    }

    private long slowestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(slowestNanos.get());
    }

    /** Whether those who asked for a rest by {@code Retry-After} had it, restarts or not. */
    private void reportBackOffs() {
        int backOffs = 0;
        int broken = 0;
        for (LoopbackRegistry registry : registries) {
            List<ReceivedQuestion> asked = registry.asked(Protocol.RDAP);
            for (int i = 0; i < asked.size() - 1; i++) {
                ReceivedQuestion one = asked.get(i);
                backOffs += one.rest().isPositive() ? 1 : 0;
                broken += asked.get(i + 1).at().isBefore(one.at().plus(one.rest())) ? 1 : 0;
            }
        }
        say(
                "%d times a host sent Retry-After and was asked again, %d times early",
                backOffs, broken);
    }

    private void reportGaps() {
        long questions = 0;
        long smallest = Long.MAX_VALUE;
        long underASecond = 0;
        for (LoopbackRegistry registry : registries) {
            for (Protocol protocol : List.of(Protocol.RDAP, Protocol.WHOIS)) {
                List<ReceivedQuestion> asked = registry.asked(protocol);
                questions += asked.size();
                for (int i = 1; i < asked.size(); i++) {
                    long gap =
                            Duration.between(asked.get(i - 1).at(), asked.get(i).at()).toMillis();
                    smallest = Math.min(smallest, gap);
                    underASecond += gap < 1_000 ? 1 : 0;
                }
            }
        }
        say(
                "%d questions to %d hosts, smallest gap at one host %d ms, %d gaps under 1 s",
                questions, 2 * registries.size(), smallest, underASecond);
    }

    @SuppressWarnings("SystemOut") // The figures are what it is for.
    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
