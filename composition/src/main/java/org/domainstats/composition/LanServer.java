package org.domainstats.composition;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.domainstats.access.NameErasure;
import org.domainstats.access.SessionRegistry;
import org.domainstats.base.ClosingStack;
import org.domainstats.http.BrowserPolicy;
import org.domainstats.http.HttpLimits;
import org.domainstats.http.ListenerSettings;
import org.domainstats.httpclient.HostPort;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.registrations.RegistrationExplanation;
import org.domainstats.server.AnswerHandler;
import org.domainstats.server.DomainServer;
import org.domainstats.server.Readiness;
import org.domainstats.server.ServerPort;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.Store;

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

    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Wiring wiring;
    private final Store store;
    private final SqliteKnownDomains knownDomains;
    private final CommunityLink link;
    private final LookupEngine engine;
    private final Events events;
    private final HintWiring hints;
    private final ServerAccess access;
    private final SessionRegistry sessions;
    private final boolean encrypted;
    private final InetSocketAddress address;
    private final ClosingStack closing;

    /**
     * Opens one part after the other.
     *
     * @param opening closes what is open, should the next fail
     */
    private LanServer(Settings settings, boolean isDemo, ClosingStack opening) {
        wiring = new Wiring(settings);
        DataFolder folder = wiring.folder();
        if (isDemo) {
            opening.add(() -> TemporaryFolder.remove(folder.path()));
        }
        opening.add(wiring.vertx()::close);
        access = new ServerAccess(settings);
        opening.add(access);
        ServerPort port = port(settings);
        encrypted = port.listener().tls() != null;
        store = folder.openServerStore(wiring.timeout());
        opening.add(store::close);
        knownDomains = folder.openKnownDomains();
        opening.add(knownDomains::close);
        if (isDemo) {
            opening.add(Demo.start(store)::close);
        }
        link = new CommunityLink(settings, knownDomains, wiring.vertx());
        opening.add(link);
        engine = wiring.engine(store, knownDomains, link.community(), wiring.keptClients());
        opening.add(engine);
        sessions = access.sessions(store);
        events = new Events(settings, wiring, store, engine);
        opening.add(events);
        hints = HintWiring.of(settings, wiring, store, engine);
        opening.add(hints);
        Dashboard dashboard =
                new Dashboard(
                        store,
                        wiring.contactFacts(store, knownDomains, link.community()),
                        engine::noticeChanges,
                        new Dashboard.Registries(
                                () -> wiring.registries(store),
                                new RegistrationAnswers(
                                        new RegistrationExplanation(store, knownDomains),
                                        engine.registrations())),
                        isDemo);
        opening.add(dashboard);
        AnswerHandler answers = wiring.answers(engine);
        DomainServer server = server(answers, dashboard);
        showMetrics(answers);
        // Early, so that it may know the community's terms by the first question; nobody waits for
        // them.
        link.start(engine);
        // Before the engine, whose background work would wait for replies.
        opening.add(link);
        address = listen(server, port);
        // For a start that fails below; otherwise it is stopped by then.
        opening.add(() -> server.stop(LAST_ANSWERS));
        engine.start();
        ServerInputs inputs =
                ServerInputs.start(settings, folder, wiring.ownQuestions(), store, engine);
        opening.add(inputs);
        inputs.show(meters);
        events.start(meters);
        hints.start();
        dashboard.start();
        startBackgroundWork(settings, opening);
        // Before what works behind: what hangs there must not use up the time of the answers.
        opening.add(() -> server.stop(LAST_ANSWERS));
        // First of all, so that what was asked is answered with what is known.
        opening.add(dashboard::endStreams);
        opening.add(events.resources()::close);
        opening.add(engine::stopWaiting);
        closing = opening.release();
    }

    private ServerPort port(Settings settings) {
        return new ServerPort(
                ListenerSettings.plain(address(settings))
                        .withClock(Wiring.clock())
                        .withTls(TlsSettings.files(settings))
                        .withLimits(HttpLimits.DEFAULT.behind(access.proxies()))
                        .withBrowsers(browsers(settings)),
                wiring.dialect());
    }

    private DomainServer server(AnswerHandler answers, Dashboard dashboard) {
        NameErasure erasure = new NameErasure(wiring.folder().hostnames(), store, null);
        return new DomainServer(
                wiring.vertx().get(),
                meters,
                answers,
                access.api(store, sessions, erasure, engine::noticeChanges)
                        .with(events.resources().resources())
                        .with(dashboard.resources()),
                new Readiness(this::problem));
    }

    private static InetSocketAddress listen(DomainServer server, ServerPort port) {
        try {
            return server.start(List.of(port)).getFirst();
        } catch (UncheckedIOException e) {
            throw new CommandException(
                    e.getMessage()
                            + ": "
                            + ErrorMessages.rootReason(e)
                            + "; choose another with --port",
                    e);
        }
    }

    private void startBackgroundWork(Settings settings, ClosingStack opening) {
        RetentionTask.start(settings, store).ifPresent(opening::add);
        wiring.weeklyCheck(store, knownDomains, meters)
                .ifPresent(
                        check -> {
                            opening.add(check);
                            check.start();
                        });
    }

    private void showMetrics(AnswerHandler answers) {
        LookupMetrics lookups = new LookupMetrics(meters);
        lookups.show(answers.counters());
        lookups.show(engine);
        lookups.showCommunity(engine);
        BackgroundMetrics metrics = new BackgroundMetrics(meters);
        metrics.show(store);
        metrics.show(knownDomains);
        wiring.registrySource(store).ifPresent(metrics::show);
        link.feedUpdater().ifPresent(feed -> metrics.show(feed, Wiring.clock()));
        hints.show(meters);
    }

    public static LanServer start(Settings settings) {
        return start(settings, false);
    }

    /** A server with an invented log in a store that is thrown away at the end. */
    public static LanServer startDemo(Settings settings) {
        return start(Demo.settings(settings), true);
    }

    private static LanServer start(Settings settings, boolean isDemo) {
        try (ClosingStack opening = new ClosingStack()) {
            return new LanServer(settings, isDemo, opening);
        }
    }

    /**
     * Checks where the server is to listen, its names and its certificate, without listening.
     *
     * @throws SettingException if something is wrong
     */
    static void verifyPort(Settings settings) {
        var _ = address(settings);
        var _ = browsers(settings);
        var _ = TlsSettings.files(settings);
    }

    private static InetSocketAddress address(Settings settings) {
        return new InetSocketAddress(
                BindAddress.of(settings, SettingKey.BIND).address(),
                settings.port(SettingKey.PORT));
    }

    private static BrowserPolicy browsers(Settings settings) {
        List<String> names = new ArrayList<>(settings.list(SettingKey.ALLOWED_HOSTS));
        if (!names.stream().allMatch(HostPort::isHost)) {
            throw settings.wrong(
                    SettingKey.ALLOWED_HOSTS,
                    "names without scheme, port or asterisk, such as soc.example.org");
        }
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
        return wiring.folder().path();
    }

    /** Answers what was asked, writes what is counted, and ends. */
    @Override
    public void close() {
        closing.close();
    }
}
