package org.domainstats.app.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.httpclient.HostPort;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.httpclient.TrustedAuthorities;
import org.domainstats.lookup.Question;
import org.domainstats.processkit.Await;
import org.domainstats.registry.RegistrySettings;
import org.domainstats.registry.RegistrySource;
import org.domainstats.registry.RegistryStorage;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.domainstats.registrykit.LoopbackRegistry;
import org.domainstats.registrykit.ReceivedQuestion.Protocol;
import org.domainstats.store.DailyCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Of many unregistered names some get registered, and for these alone there is an event. The long
 * form, {@code BORN_AFTER_ASKED=1000}, has as many names as its number; a registry is asked once a
 * second.
 */
class BornAfterAskedTest {

    private static final int NAMES =
            Integer.parseInt(System.getenv().getOrDefault("BORN_AFTER_ASKED", "60"));
    private static final int BORN = 10;

    /** Top-level domains, each with a registry of its own. */
    private static final List<String> TLDS =
            List.of(
                    "academy",
                    "actor",
                    "agency",
                    "attorney",
                    "auction",
                    "band",
                    "bike",
                    "bingo",
                    "boutique",
                    "builders",
                    "business",
                    "cab",
                    "cafe",
                    "camera",
                    "camp",
                    "capital",
                    "cards",
                    "care",
                    "career",
                    "cash",
                    "casino",
                    "catering",
                    "center",
                    "chat",
                    "cheap",
                    "church",
                    "city",
                    "claims",
                    "cleaning",
                    "clinic",
                    "clothing",
                    "coach",
                    "codes",
                    "coffee",
                    "community",
                    "company",
                    "computer",
                    "condos",
                    "cool",
                    "coupons",
                    "credit",
                    "cruises",
                    "dance",
                    "dating",
                    "deals",
                    "degree",
                    "delivery",
                    "dental",
                    "dentist",
                    "diamonds",
                    "digital",
                    "direct",
                    "directory",
                    "discount",
                    "doctor",
                    "dog",
                    "domains",
                    "education",
                    "email",
                    "energy");

    @TempDir private Path folder;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    private Instant now() {
        return Instant.now().plus(ahead.get());
    }

    private void pass(Duration time) {
        ahead.set(ahead.get().plus(time));
    }

    @Test
    @Timeout(600)
    void forThoseThatGetRegisteredThereIsOneEventEach() throws Exception {
        try (LoopbackInternet internet = LoopbackInternet.start();
                SharedVertx vertx = new SharedVertx()) {
            Map<String, LoopbackRegistry> registries = new LinkedHashMap<>();
            TLDS.forEach(tld -> registries.put(tld, internet.registry(tld)));
            RegistrySource source = source(internet, vertx);
            try (EventLab lab = new EventLab(folder, this::now, source)) {
                List<String> names = ask(lab);
                Await.until(
                        "all are reported as unregistered",
                        () -> lab.events("first-contact").size() == NAMES);
                assertThat(lab.events("first-contact"))
                        .allMatch(event -> event.body().contains("\"status\":\"unregistered\""));
                long before = questions(registries);
                Set<String> born = register(names, registries);
                pass(Duration.ofHours(3));
                Await.until(
                        "all were asked about again",
                        () ->
                                questions(registries) >= before + NAMES
                                        && lab.store.retries().size() == 0);
                Await.until(
                        "the births are reported",
                        () -> lab.events("born-after-asked").size() >= born.size());
                assertThat(
                                lab.events("born-after-asked").stream()
                                        .map(event -> event.site().ascii())
                                        .sorted())
                        .containsExactlyElementsOf(born);
            }
        }
    }

    private List<String> ask(EventLab lab) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < NAMES; i++) {
            names.add("planted-" + i + "." + TLDS.get(i % TLDS.size()));
        }
        var _ =
                lab.engine.answerAll(
                        names.stream()
                                .map(name -> new Question(name, false, Duration.ofMillis(100)))
                                .toList(),
                        Duration.ofMillis(100));
        return names;
    }

    /** Ten of the names, spread over the registries. */
    private static Set<String> register(
            List<String> names, Map<String, LoopbackRegistry> registries) {
        Set<String> born = new TreeSet<>();
        for (int i = 0; i < BORN; i++) {
            String name = names.get(i * NAMES / BORN);
            LoopbackRegistry registry = registries.get(name.substring(name.indexOf('.') + 1));
            if (registry != null) {
                registry.on(
                        name,
                        Behaviour.registered(Instant.now().toString().split("\\.", -1)[0] + "Z"));
                born.add(name);
            }
        }
        return born;
    }

    private static long questions(Map<String, LoopbackRegistry> registries) {
        return registries.values().stream()
                .collect(Collectors.summingLong(each -> each.asked(Protocol.RDAP).size()));
    }

    private RegistrySource source(LoopbackInternet internet, SharedVertx vertx) {
        return new RegistrySource(
                new RegistrySettings(
                        true,
                        true,
                        internet.bootstrap(),
                        HostPort.parse(internet.whoisRoot(), 43),
                        true,
                        Map.of(),
                        Duration.ofSeconds(8),
                        "",
                        TrustedAuthorities.java(),
                        null),
                new RegistryStorage(folder, new NoLimit()),
                vertx,
                Clock.systemUTC(),
                ThreadLocalRandom.current());
    }

    private static final class NoLimit implements DailyCounts {

        @Override
        public int add(String host, LocalDate day, int times) {
            return 0;
        }

        @Override
        public int count(String host, LocalDate day) {
            return 0;
        }
    }
}
