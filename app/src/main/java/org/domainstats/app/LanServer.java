package org.domainstats.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.domainstats.http.AccessToken;
import org.domainstats.http.ListenerSettings;
import org.domainstats.http.SharedVertx;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.server.Access;
import org.domainstats.server.DomainServer;
import org.domainstats.server.ServerPort;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.storesqlite.SqliteKnownDomains;
import org.domainstats.storesqlite.SqliteStore;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The server of the local network with all that belongs to it, from start to stop. */
final class LanServer implements AutoCloseable {

    /**
     * What is under way when the stop comes may take as long as an answer takes, and a little more.
     */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    private final SharedVertx vertx = new SharedVertx();
    private final MeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SqliteStore store;
    private final SqliteKnownDomains knownDomains;
    private final CommunityLink link;
    private final LookupEngine engine;
    private final DomainServer server;
    private final Path folder;
    private final InetSocketAddress address;

    private LanServer(Settings settings) {
        Wiring wiring = new Wiring(settings);
        ServerPort port =
                new ServerPort(
                        ListenerSettings.plain(address(settings)).withClock(Wiring.clock()),
                        wiring.dialect());
        Access access = access(settings);
        folder = wiring.folder().path();
        store = wiring.folder().openStore();
        knownDomains = wiring.folder().openKnownDomains();
        link = new CommunityLink(settings, knownDomains);
        engine = wiring.engine(store, knownDomains, link.community());
        server =
                new DomainServer(
                        vertx.get(),
                        meters,
                        wiring.answers(engine),
                        access,
                        () -> store.check().isEmpty() && knownDomains.check().isEmpty());
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
    }

    static LanServer start(Settings settings) {
        return new LanServer(settings);
    }

    private static InetSocketAddress address(Settings settings) {
        return new InetSocketAddress(
                BindAddress.of(settings, SettingKey.BIND).address(),
                settings.port(SettingKey.PORT));
    }

    private static Access access(Settings settings) {
        return ServerTokens.accepted(settings)
                .map(
                        accepted ->
                                Access.tokens(
                                        accepted.tokens().stream()
                                                .map(AccessToken::sha256)
                                                .toList()))
                .orElse(Access.OPEN);
    }

    String url() {
        return "http://"
                + new BindAddress(address.getAddress()).host()
                + ":"
                + address.getPort()
                + "/";
    }

    Path folder() {
        return folder;
    }

    /** Answers what was asked, writes what is counted, and ends. */
    @Override
    public void close() {
        server.stop(LAST_ANSWERS);
        link.close();
        engine.close();
        closeStores();
    }

    private void closeStores() {
        store.close();
        knownDomains.close();
        vertx.close();
    }
}
