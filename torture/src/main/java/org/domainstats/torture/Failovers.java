package org.domainstats.torture;

import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.AnnouncedSites;
import org.domainstats.torture.ledger.Counters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Two servers on three PostgreSQL nodes with Patroni and etcd, all on loopback, by the script in
 * {@code packaging/ha}: another primary, by agreement, by kill and by a pause.
 */
record Failovers(int names, boolean synchronous) implements Fault {

    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final Duration LONG_PAUSE = Duration.ofSeconds(60);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final long WORD_MINUTES = 3;

    @Override
    public String name() {
        return synchronous ? "failover" : "failover-asynchronous";
    }

    @Override
    public String description() {
        return "two servers on three nodes of Patroni, "
                + names
                + " names each time: switchover, primary killed, primary paused, standby paused"
                + (synchronous ? "" : "; a standby may lag, so some are announced twice");
    }

    /** What Debian's packages install. */
    @Override
    public Optional<String> unavailable() {
        boolean there =
                Files.isExecutable(Path.of("/usr/bin/patroni"))
                        && Files.isExecutable(Path.of("/usr/bin/etcd"))
                        && Files.isDirectory(Path.of("/usr/lib/postgresql/15"));
        return there
                ? Optional.empty()
                : Optional.of("Debian's patroni, etcd-server and postgresql-15 are not installed");
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        // Nodes run as another user, who may not enter the folder of the torture.
        Path folder = Files.createTempDirectory("domain-stats-ha");
        Cluster cluster = new Cluster(environment.launcher(), folder);
        try {
            List<String> start = new ArrayList<>(List.of("start", folder.toString()));
            if (!synchronous) {
                start.add("off");
            }
            String address = cluster.run(start).strip();
            new Run(environment, cluster, address).run(this);
        } finally {
            cluster.run(List.of("stop", folder.toString()));
        }
    }

    /** The nodes, by the script that starts them. */
    private record Cluster(Path launcher, Path folder) {

        String run(List<String> words) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>();
            command.add(launcher.resolveSibling("packaging/ha/loopback").toString());
            command.addAll(words);
            Path out = folder.resolve("out");
            Process script =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(out.toFile())
                            .start();
            if (!script.waitFor(WORD_MINUTES, TimeUnit.MINUTES) || script.exitValue() != 0) {
                script.destroyForcibly();
                throw new IOException(
                        words + " failed: " + Files.readString(out, StandardCharsets.UTF_8));
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        }

        /**
         * @param role {@code primary} or {@code standby}
         */
        String node(String role) throws IOException, InterruptedException {
            return run(List.of(role, folder.toString())).strip();
        }

        void signal(String word, String node) throws IOException, InterruptedException {
            run(List.of(word, folder.toString(), node));
        }
    }

    /** One run on one cluster. */
    private record Run(TortureEnvironment environment, Cluster cluster, String address) {

        void run(Failovers plan) throws IOException, InterruptedException {
            CommandResult applied =
                    environment.command("admin", "schema", "--apply", "--store", address).run();
            if (applied.exit() != 0) {
                throw new IOException("the schema was not applied: " + applied.err());
            }
            try (ServerProcess one = serve("failover-one");
                    ServerProcess other = serve("failover-other")) {
                List<ServerProcess> both = List.of(one, other);
                stage(plan, 0, "undisturbed", both, () -> {});
                stage(
                        plan,
                        1,
                        "switchover",
                        both,
                        () -> cluster.run(List.of("switchover", cluster.folder.toString())));
                stage(plan, 2, "primary killed", both, this::kill);
                stage(plan, 3, "primary paused", both, () -> pause("primary", PAUSE));
                if (plan.synchronous) {
                    stage(plan, 4, "standby paused", both, () -> pause("standby", PAUSE));
                    stage(plan, 5, "standby paused long", both, () -> pause("standby", LONG_PAUSE));
                }
            }
        }

        private ServerProcess serve(String name) throws IOException {
            TortureEnvironment own = environment.elsewhere(environment.folder().resolve(name));
            return own.start(own.serveWith("--rdap", "off", "--whois", "off", "--store", address));
        }

        private void stage(
                Failovers plan,
                int number,
                String what,
                List<ServerProcess> servers,
                SharedStoreStage.Event event)
                throws IOException, InterruptedException {
            AnnouncedSites sites =
                    new AnnouncedSites(
                            number * plan.names,
                            plan.names,
                            plan.synchronous ? environment.counters() : new Counters());
            if (plan.synchronous) {
                // The stage before may have left the cluster without one for a moment.
                cluster.node("standby");
            }
            SharedStoreStage stage = new SharedStoreStage(environment, plan.name(), ANSWER_WITHIN);
            stage.run(what, sites, servers, event);
            stage.finish(what, sites, servers.getLast());
            environment
                    .counters()
                    .count(plan.name() + ", " + what + ": announced twice", sites.announcedTwice());
        }

        private void kill() throws IOException, InterruptedException {
            String primary = cluster.node("primary");
            cluster.signal("kill", primary);
            Thread.sleep(PAUSE);
            cluster.signal("revive", primary);
        }

        private void pause(String role, Duration time) throws IOException, InterruptedException {
            String node = cluster.node(role);
            cluster.signal("pause", node);
            Thread.sleep(time);
            cluster.signal("resume", node);
        }
    }
}
