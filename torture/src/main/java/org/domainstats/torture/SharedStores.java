package org.domainstats.torture;

import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.postgreskit.FaultyProxy;
import org.domainstats.postgreskit.FaultyProxy.Cut;
import org.domainstats.postgreskit.FaultyProxy.Passed;
import org.domainstats.postgreskit.FaultyProxy.Swallowed;
import org.domainstats.postgreskit.FaultyProxy.Treatment;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.SharedStoreStage.Event;
import org.domainstats.torture.ledger.AnnouncedSites;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Two servers on one PostgreSQL, asked the same new names at once, while one thing or another dies.
 */
record SharedStores(int names, Duration down) implements Fault {

    private static final String DATABASE = "torture";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final Duration HUNG = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "shared";
    }

    @Override
    public String description() {
        return "two servers on one PostgreSQL, "
                + names
                + " names each time: undisturbed, connections lost, database killed, down for "
                + down.toSeconds()
                + " s, hung, server killed";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                FaultyProxy proxy = FaultyProxy.start(postgres.port())) {
            postgres.createDatabase(DATABASE);
            new Run(environment, postgres, proxy).run(this);
        } catch (SQLException e) {
            throw new IOException("PostgreSQL: " + e.getMessage(), e);
        }
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

        void run(SharedStores plan) throws IOException, InterruptedException, SQLException {
            CommandResult applied =
                    environment.command("admin", "schema", "--apply", "--store", address()).run();
            if (applied.exit() != 0) {
                throw new IOException("the schema was not applied: " + applied.err());
            }
            try (CursorReader follower =
                    new CursorReader(postgres, DATABASE, environment.counters())) {
                stages(plan);
                follower.finish();
            }
        }

        private void stages(SharedStores plan) throws IOException, InterruptedException {
            int names = plan.names;
            try (ServerProcess one = serve("shared-one");
                    ServerProcess other = serve("shared-other")) {
                List<ServerProcess> both = List.of(one, other);
                stage("undisturbed", sites(names, 0), both, () -> {});
                stage("connections lost", sites(names, 1), both, this::disturb);
                stage("database killed", sites(names, 2), both, this::killDatabase);
                stage("database down", sites(names, 3), both, () -> down(plan.down));
                stage("database hung", sites(names, 4), both, this::hang);
                AnnouncedSites last = sites(names, 5);
                String killed = "server killed";
                stage().run(killed, last, both, one::kill);
                // What it had committed and not said is announced after its restart.
                serve("shared-one").close();
                stage().finish(killed, last, other);
            }
        }

        private AnnouncedSites sites(int names, int number) {
            return new AnnouncedSites(number * names, names, environment.counters());
        }

        private SharedStoreStage stage() {
            return new SharedStoreStage(environment, "shared", ANSWER_WITHIN);
        }

        private void stage(
                String what, AnnouncedSites sites, List<ServerProcess> servers, Event event)
                throws IOException, InterruptedException {
            stage().run(what, sites, servers, event);
            proxy.heal();
            proxy.cutAll();
            stage().finish(what, sites, servers.getLast());
        }

        private void down(Duration time) throws IOException, InterruptedException {
            postgres.kill();
            Thread.sleep(time);
            postgres.restart();
        }

        private void hang() throws IOException, InterruptedException {
            postgres.hang();
            Thread.sleep(HUNG);
            postgres.resume();
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
