package org.domainstats.benchmarks;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.domainstats.communityserver.CommunityLookup;
import org.domainstats.communityserver.CommunityServer;
import org.domainstats.communityserver.CommunitySettings;
import org.domainstats.communityserver.CommunityStores;
import org.domainstats.communityserver.DenyList;
import org.domainstats.communityserver.KeyedHash;
import org.domainstats.communityserver.Members;
import org.domainstats.feed.publishing.PublishedVersion;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.lookup.Community;
import org.domainstats.lookup.InsightSource;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.lookup.LookupSettings;
import org.domainstats.lookup.LookupSources;
import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Precision;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.domainstats.processkit.ChildProcesses;
import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.WorkingFolders;
import org.domainstats.protocol.ClientId;
import org.domainstats.storesqlite.SqliteCommunity;
import org.domainstats.storesqlite.SqliteStore;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Queries over UDP per second that a community server answers from memory, asked by two processes
 * which share the machine with it. The promise is 40,000. {@code java -cp
 * 'benchmarks/target/dist/lib/*' org.domainstats.benchmarks.CommunityServerRun [signed]}
 */
public final class CommunityServerRun {

    private static final int CLIENTS = 2;
    private static final Duration LENGTH = Duration.ofSeconds(20);

    private CommunityServerRun() {}

    /** Runs the server here and the clients beside it; prints what each of them got. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ENGLISH);
        boolean signed = List.of(arguments).contains("signed");
        Path folder = TrialFolders.create();
        SecureRandom random = new SecureRandom();
        Hostnames hostnames = new Hostnames(PublicSuffixList.carried());
        try (SharedVertx vertx = new SharedVertx();
                SqliteStore store = SqliteStore.open(folder.resolve("contacts.db"));
                SqliteKnownDomains known = SqliteKnownDomains.open(folder.resolve("known.db"));
                SqliteCommunity community = SqliteCommunity.open(folder.resolve("community.db"));
                LookupEngine engine = engine(hostnames, store, known, random)) {
            Members members = Members.open(folder.resolve("clients"));
            String token = members.add(new ClientId("load"), random).text();
            CommunityStores stores =
                    new CommunityStores(
                            community.firstClaims(),
                            community.askers(),
                            members,
                            DenyList.open(folder.resolve("denied")),
                            KeyedHash.open(folder.resolve("key"), random),
                            new PublishedVersion(folder));
            try (CommunityServer server =
                    new CommunityServer(
                            new CommunityLookup(engine, hostnames, store.contacts()),
                            stores,
                            unlimited(),
                            new CommunityServer.Environment(
                                    InstantSource.system(),
                                    random,
                                    vertx,
                                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)))) {
                int port =
                        server.listenUdp(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                load(server, port, signed ? token : "-");
            }
        }
        WorkingFolders.delete(folder);
    }

    private static LookupEngine engine(
            Hostnames hostnames, SqliteStore store, SqliteKnownDomains known, SecureRandom random) {
        return new LookupEngine(
                hostnames,
                new LookupEngine.Stores(store, known),
                new LookupSources(
                        Community.OFF,
                        (_, _) ->
                                new Registered(
                                        Instant.EPOCH, null, Precision.DAY, null, Source.RDAP),
                        InsightSource.NONE),
                new LookupSettings(65_536, Duration.ofSeconds(2), PrivateNames.NONE),
                new LookupEngine.Environment(InstantSource.system(), random));
    }

    private static CommunitySettings unlimited() {
        CommunitySettings usual = CommunitySettings.DEFAULT;
        return new CommunitySettings(
                true,
                usual.prohibited(),
                usual.publishAt(),
                usual.timeouts(),
                new CommunitySettings.Rates(
                        Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
                usual.proxies());
    }

    private static void load(CommunityServer server, int port, String token)
            throws IOException, InterruptedException {
        List<Process> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(
                    ChildProcesses.start(
                            ProgramCommand.java(CommunityLoad.class.getName(), "-XX:+UseSerialGC")
                                    .with(Integer.toString(port))
                                    .with(Long.toString(LENGTH.toSeconds()), token)
                                    .builder()
                                    .inheritIO()));
        }
        var _ = clients.getFirst().waitFor(LENGTH.toSeconds() / 2 + 1, TimeUnit.SECONDS);
        Cost warm = Cost.now(server);
        for (Process client : clients) {
            client.waitFor();
        }
        Cost.now(server).printSince(warm);
    }

    /** On a machine that does other things too, this says more than the replies in a second. */
    private record Cost(long replies, Duration processor) {

        static Cost now(CommunityServer server) {
            return new Cost(
                    server.traffic().cached(),
                    ProcessHandle.current().info().totalCpuDuration().orElseThrow());
        }

        @SuppressWarnings("SystemOut") // The figure is what it is for.
        void printSince(Cost before) {
            double micros = processor.minus(before.processor).toNanos() / 1e3;
            System.out.printf(
                    "server: %.1f us of a processor for each reply%n",
                    micros / (replies - before.replies));
        }
    }
}
