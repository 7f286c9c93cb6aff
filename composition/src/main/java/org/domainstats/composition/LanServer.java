package org.domainstats.composition;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.domainstats.access.NameErasure;
import org.domainstats.access.SessionRegistry;
import org.domainstats.http.BrowserPolicy;
import org.domainstats.http.HttpLimits;
import org.domainstats.http.ListenerSettings;
import org.domainstats.http.PemFiles;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.server.AnswerHandler;
import org.domainstats.server.DomainServer;
import org.domainstats.server.Readiness;
import org.domainstats.server.ServerPort;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.sourcecheck.WeeklyCheck;
import org.domainstats.store.Store;
import org.domainstats.storepostgres.PostgresStore;
import org.domainstats.storesqlite.SqliteKnownDomains;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The server of the local network with all that belongs to it, from start to stop. */
public final class LanServer implements AutoCloseable {

    /** For the last answers to go out; none of them waits for the outside world any more. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);

    private final SharedVertx vertx;
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Store store;
    private final SqliteKnownDomains knownDomains;
    private final CommunityLink link;
    private final LookupEngine engine;
    private final DomainServer server;
    private final Events events;
    private final ServerInputs inputs;
    private final Dashboard dashboard;
    private final @Nullable Demo demo;
    private final Optional<WeeklyCheck> check;
    private final Optional<RetentionTask> retention;
    private final ServerAccess access;
    private final SessionRegistry sessions;
    private final boolean encrypted;
    private final Path folder;
    private final InetSocketAddress address;

    private LanServer(Settings settings, boolean isDemo) {
        Wiring wiring = new Wiring(settings);
        access = new ServerAccess(settings);
        ServerPort port =
                new ServerPort(
                        ListenerSettings.plain(address(settings))
                                .withClock(Wiring.clock())
                                .withTls(tls(settings))
                                .withLimits(HttpLimits.DEFAULT.behind(access.proxies()))
                                .withBrowsers(browsers(settings)),
                        wiring.dialect());
        vertx = wiring.vertx();
        encrypted = port.listener().tls() != null;
        folder = wiring.folder().path();
        store = wiring.folder().openServerStore(wiring.timeout());
        knownDomains = wiring.folder().openKnownDomains();
        demo = isDemo ? Demo.start(store, folder) : null;
        link = new CommunityLink(settings, knownDomains, vertx);
        engine = wiring.engine(store, knownDomains, link.community(), wiring.keptClients());
        sessions = access.sessions(store);
        events = new Events(settings, wiring, store, engine);
        AnswerHandler answers = wiring.answers(engine);
        dashboard = new Dashboard(wiring.folder().hostnames(), store, knownDomains, isDemo);
        server =
                new DomainServer(
                        vertx.get(),
                        meters,
                        answers,
                        access.api(
                                        store,
                                        sessions,
                                        new NameErasure(wiring.folder().hostnames(), store, null),
                                        engine::noticeChanges)
                                .with(events.pages().resources())
                                .with(dashboard.resources()),
                        new Readiness(this::problem));
        showMetrics(wiring, answers);
        // Early, so that it may know the community's terms by the first question; nobody waits for
        // them.
        link.start(engine);
        try {
            address = server.start(List.of(port)).getFirst();
        } catch (UncheckedIOException e) {
            link.close();
            closeStores();
            throw new CommandException(
                    e.getMessage()
                            + ": "
                            + ErrorMessages.rootReason(e)
                            + "; choose another with --port",
                    e);
        }
        engine.start();
        inputs = startInputs(settings, wiring);
        events.start(meters);
        retention = RetentionTask.start(settings, store);
        dashboard.start();
        check = wiring.weeklyCheck(store, knownDomains, meters);
        check.ifPresent(WeeklyCheck::start);
    }

    private ServerInputs startInputs(Settings settings, Wiring wiring) {
        try {
            ServerInputs started =
                    ServerInputs.start(
                            settings, wiring.folder(), wiring.ownQuestions(), store, engine);
            started.show(meters);
            return started;
        } catch (CommandException | SettingException e) {
            server.stop(Duration.ZERO);
            link.close();
            engine.close();
            closeStores();
            throw e;
        }
    }

    private void showMetrics(Wiring wiring, AnswerHandler answers) {
        LookupMetrics lookups = new LookupMetrics(meters);
        lookups.show(answers.counters());
        lookups.show(engine);
        lookups.showCommunity(engine);
        BackgroundMetrics metrics = new BackgroundMetrics(meters);
        metrics.show(store);
        if (store instanceof PostgresStore shared) {
            metrics.show(shared);
        }
        metrics.show(knownDomains);
        wiring.registrySource(store).ifPresent(metrics::show);
        link.feedUpdater().ifPresent(feed -> metrics.show(feed, Wiring.clock()));
        metrics.showHints(wiring.hintFiles(), Wiring.clock());
    }

    public static LanServer start(Settings settings) {
        return new LanServer(settings, false);
    }

    /** A server with an invented log in a store that is thrown away at the end. */
    public static LanServer startDemo(Settings settings) {
        return new LanServer(Demo.settings(settings), true);
    }

    private static InetSocketAddress address(Settings settings) {
        return new InetSocketAddress(
                BindAddress.of(settings, SettingKey.BIND).address(),
                settings.port(SettingKey.PORT));
    }

    private static @Nullable PemFiles tls(Settings settings) {
        Optional<Path> certificate = settings.file(SettingKey.TLS_CERTIFICATE);
        Optional<Path> key = settings.file(SettingKey.TLS_KEY);
        if (certificate.isEmpty() && key.isEmpty()) {
            return null;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new SettingException("tls-certificate and tls-key belong together: set both");
        }
        return new PemFiles(certificate.get(), key.get());
    }

    private static BrowserPolicy browsers(Settings settings) {
        List<String> names = new ArrayList<>(settings.list(SettingKey.ALLOWED_HOSTS));
        names.add(settings.text(SettingKey.BIND));
        return BrowserPolicy.of(names);
    }

    /** What keeps questions from being answered well. Blocks. */
    private Optional<String> problem() {
        return store.check()
                .map(failure -> "the store: " + failure.getMessage())
                .or(
                        () ->
                                knownDomains
                                        .check()
                                        .map(each -> "the known domains: " + each.getMessage()));
    }

    public String url() {
        return url(new BindAddress(address.getAddress()).host());
    }

    private String url(String host) {
        return (encrypted ? "https://" : "http://") + host + ":" + address.getPort() + "/";
    }

    /** A link with which a browser can sign in; empty where tokens are there for that. */
    public Optional<String> signInLink() {
        return access.isOpen()
                ? ServerAccess.code(sessions)
                        .map(
                                code ->
                                        SignInLink.text(
                                                url(SignInLink.host(address.getAddress())), code))
                : Optional.empty();
    }

    public Path folder() {
        return folder;
    }

    /** Answers what was asked, writes what is counted, and ends. */
    @Override
    public void close() {
        if (demo != null) {
            demo.stop();
        }
        engine.stopWaiting();
        events.pages().close();
        dashboard.endStreams();
        server.stop(LAST_ANSWERS);
        inputs.close();
        events.close();
        dashboard.close();
        check.ifPresent(WeeklyCheck::close);
        retention.ifPresent(RetentionTask::close);
        access.close();
        link.close();
        engine.close();
        closeStores();
    }

    private void closeStores() {
        store.close();
        knownDomains.close();
        vertx.close();
        if (demo != null) {
            demo.close();
        }
    }
}
