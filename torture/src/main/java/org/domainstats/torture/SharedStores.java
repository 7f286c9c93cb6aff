package org.domainstats.torture;

import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.postgreskit.FaultyProxy;
import org.domainstats.postgreskit.FaultyProxy.Cut;
import org.domainstats.postgreskit.FaultyProxy.Passed;
import org.domainstats.postgreskit.FaultyProxy.Swallowed;
import org.domainstats.postgreskit.FaultyProxy.Treatment;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.Counters.Violation;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Two servers on one PostgreSQL, asked the same new names at once, while one thing or another dies.
 */
record SharedStores(int names) implements Fault {

    private static final String DATABASE = "torture";
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "shared";
    }

    @Override
    public String description() {
        return "two servers on one PostgreSQL, "
                + names
                + " names each time: undisturbed, connections lost, database killed, server killed";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                FaultyProxy proxy = FaultyProxy.start(postgres.port())) {
            postgres.createDatabase(DATABASE);
            new Run(environment, postgres, proxy).run(names);
        } catch (SQLException e) {
            throw new IOException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    /** What happens while the servers are asked. */
    private interface Event {
        void happen() throws IOException, InterruptedException;
    }

    /** One run against one database. */
    private record Run(
            TortureEnvironment environment, EmbeddedPostgres postgres, FaultyProxy proxy) {

        private String address() {
            return "postgresql://"
                    + EmbeddedPostgres.SUPERUSER
                    + "@127.0.0.1:"
                    + proxy.port()
                    + "/"
                    + DATABASE;
        }

        private ServerProcess serve(String name) throws IOException {
            TortureEnvironment own = environment.elsewhere(environment.folder().resolve(name));
            return own.start(
                    own.serveWith("--rdap", "off", "--whois", "off", "--store", address()));
        }

        void run(int names) throws IOException, InterruptedException, SQLException {
            CommandResult applied =
                    environment.command("admin", "schema", "--apply", "--store", address()).run();
            if (applied.exit() != 0) {
                throw new IOException("the schema was not applied: " + applied.err());
            }
            try (LogFollower follower =
                    new LogFollower(postgres, DATABASE, environment.counters())) {
                try (ServerProcess one = serve("shared-one");
                        ServerProcess other = serve("shared-other")) {
                    all(stage("undisturbed", names, 0, one, other, () -> {}));
                    all(stage("connections lost", names, 1, one, other, this::disturb));
                    all(stage("database killed", names, 2, one, other, this::killDatabase));
                    serverKilled(stage("server killed", names, 3, one, other, one::kill));
                }
                follower.finish();
            }
        }

        /** Asks both, and then the one that lives about what nobody was told yet. */
        private AnnouncedSites stage(
                String what,
                int names,
                int number,
                ServerProcess one,
                ServerProcess other,
                Event event)
                throws IOException, InterruptedException {
            AnnouncedSites sites =
                    new AnnouncedSites(number * names, names, environment.counters());
            long began = System.nanoTime();
            try (SharedStoreClients clients = new SharedStoreClients(sites)) {
                clients.ask(one, environment.random().split());
                clients.ask(other, environment.random().split());
                clients.awaitDecided(names / 2);
                event.happen();
            }
            proxy.heal();
            proxy.cutAll();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            environment.counters().count("shared, " + what + ": ms", took.toMillis());
            environment.counters().count("shared, " + what + ": told at once", sites.announced());
            boolean lives = one.isAlive();
            for (long end = System.nanoTime() + SETTLED_WITHIN.toNanos();
                    sites.announced() < sites.size() && System.nanoTime() < end; ) {
                try (SharedStoreClients clients = new SharedStoreClients(sites)) {
                    clients.ask(other, environment.random().split());
                }
                if (!lives) {
                    break;
                }
            }
            environment.counters().count("shared, " + what + ": told", sites.announced());
            return sites;
        }

        private void all(AnnouncedSites sites) {
            if (sites.announced() != sites.size()) {
                environment
                        .counters()
                        .violation(
                                Violation.NEVER_ANNOUNCED,
                                sites.announced() + " of " + sites.size() + " were announced");
            }
        }

        /**
         * What it had committed and was about to say is lost: as much as was asked of it just then.
         */
        private void serverKilled(AnnouncedSites sites) {
            int unsaid = sites.size() - sites.announced();
            environment.counters().count("shared, server killed: committed, not told", unsaid);
            if (unsaid > SharedStoreClients.FOR_EACH_SERVER * SharedStoreClients.BATCH) {
                environment
                        .counters()
                        .violation(
                                Violation.NEVER_ANNOUNCED,
                                unsaid + " are more than the killed server was asked at once");
            }
        }

        private void killDatabase() throws IOException {
            for (int i = 0; i < 3; i++) {
                postgres.kill();
                postgres.restart();
            }
        }

        private void disturb() throws InterruptedException {
            SplittableRandom random = environment.random().split();
            proxy.disturb((_, _) -> treatment(random));
            Thread.sleep(10_000);
        }

        private static synchronized Treatment treatment(SplittableRandom random) {
            int chance = random.nextInt(200);
            return switch (chance) {
                case 0, 1, 2 -> new Cut();
                case 3 -> new Swallowed();
                default -> new Passed(Duration.ofMillis(chance < 30 ? random.nextInt(30) : 0));
            };
        }
    }
}
