package org.domainstats.composition;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.domainstats.base.Deadline;
import org.domainstats.base.Stoppable;
import org.domainstats.hints.HintImporter;
import org.domainstats.hints.HintLists;
import org.domainstats.hints.HintSource;
import org.domainstats.httpclient.AllowedAddresses;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.httpclient.SystemResolver;
import org.domainstats.httpclient.TrustedAuthorities;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.Store;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The lists of new domains that the settings name, kept up to date. */
final class HintWiring implements Stoppable {

    private static final String PREFIX = "domain.stats.hints.";

    /** Each has a thread. */
    private static final int MOST = 32;

    private static final int CONNECTIONS = 1;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private static final String NOT_PUBLIC =
            "it redirects to an address that is not public; name that address in hints instead";

    private final BlockingHttpClient named;
    private final BlockingHttpClient publicOnly;
    private final HintLists lists;

    private HintWiring(List<HintSource> sources, Wiring wiring, Store store, LookupEngine engine) {
        SharedVertx vertx = wiring.vertx();
        DataFolder folder = wiring.folder();
        String agent = "domain-stats/" + ProgramVersion.text();
        TrustedAuthorities trust = TrustedAuthorities.java();
        named = new BlockingHttpClient(vertx, HttpClientSettings.forNamedHosts(agent, trust));
        publicOnly =
                new BlockingHttpClient(
                        vertx,
                        new HttpClientSettings(
                                agent,
                                AllowedAddresses.publicOnly(new SystemResolver(), NOT_PUBLIC),
                                trust,
                                CONNECTIONS,
                                IDLE));
        lists =
                new HintLists(
                        sources,
                        store,
                        new HintImporter(store, folder.hostnames(), Wiring.clock()),
                        new HintLists.Fetching(
                                new HintLists.Clients(named, publicOnly), folder.path()),
                        new HintLists.Environment(
                                Wiring.clock(), Wiring.random(), engine::noticeChanges));
    }

    /**
     * @param engine forgets answers when a list was taken
     */
    static HintWiring of(Settings settings, Wiring wiring, Store store, LookupEngine engine) {
        return new HintWiring(sources(settings), wiring, store, engine);
    }

    private static List<HintSource> sources(Settings settings) {
        List<HintSource> sources = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int place = 0;
        // Not parted by white space, as other lists: a path may have some.
        for (String text : settings.text(SettingKey.HINTS).split(",", -1)) {
            if (text.isBlank()) {
                continue;
            }
            place++;
            try {
                HintSource source = HintSource.parse(text);
                if (!names.add(source.name())) {
                    throw new IllegalArgumentException(
                            "another one is called "
                                    + source.name()
                                    + " too; write another name in front: name=...");
                }
                if (source.url() == null && Files.isDirectory(source.file())) {
                    throw new IllegalArgumentException("a folder; name a file in it");
                }
                sources.add(source);
            } catch (InvalidPathException e) {
                throw wrong(settings, place, "no path: " + e.getReason());
            } catch (IllegalArgumentException e) {
                throw wrong(settings, place, String.valueOf(e.getMessage()));
            }
        }
        if (sources.size() > MOST) {
            throw settings.wrong(SettingKey.HINTS, MOST + " lists at most");
        }
        return sources;
    }

    /** The text is not shown: there may be a secret in it. */
    private static SettingException wrong(Settings settings, int place, String why) {
        return new SettingException(
                settings.origin(SettingKey.HINTS) + ": hints, number " + place + ": " + why);
    }

    void show(MeterRegistry meters) {
        for (HintLists.Status each : lists.statuses()) {
            Gauge.builder(PREFIX + "age", each, HintLists.Status::ageSeconds)
                    .description("time since the list of new domains was last taken")
                    .baseUnit("seconds")
                    .tag("list", each.name())
                    .strongReference(true)
                    .register(meters);
            Gauge.builder(PREFIX + "domains", each, HintLists.Status::domains)
                    .description("domains in the list of new domains when it was last taken")
                    .tag("list", each.name())
                    .strongReference(true)
                    .register(meters);
            FunctionCounter.builder(PREFIX + "failures", each, HintLists.Status::failures)
                    .description("how often the list of new domains could not be taken")
                    .tag("list", each.name())
                    .register(meters);
        }
    }

    void start() {
        lists.start();
    }

    @Override
    public void stop() {
        lists.stop();
    }

    @Override
    public void close(Deadline deadline) {
        lists.close(deadline);
        named.close();
        publicOnly.close();
    }
}
