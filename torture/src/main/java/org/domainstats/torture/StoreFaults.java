package org.domainstats.torture;

import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Every write but that of the contact fails, by triggers that another process puts into the
 * database. The contact is durable by then, so its FIRST-CONTACT must be answered all the same.
 */
record StoreFaults() implements Fault {

    private static final Duration A_WHILE = Duration.ofSeconds(6);
    private static final String PREFIX = "torture_";

    @Override
    public String name() {
        return "store";
    }

    @Override
    public String description() {
        return "every write after that of the contact fails: retries, registrations, statistics";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        try (LoopbackInternet internet = LoopbackInternet.start()) {
            internet.registry("com").otherwise(Behaviour.registered("2001-02-03T04:05:06Z"));
            internet.registry("net").otherwise(new Behaviour.Reset());
            internet.registry("uk", "io").otherwise(new Behaviour.Unregistered());
            ProgramCommand outward =
                    environment.serveWith(
                            "--rdap-bootstrap",
                            internet.bootstrap(),
                            "--whois-root",
                            internet.whoisRoot(),
                            "--allow-private-registries",
                            "--answer-within",
                            "100ms");
            try (ServerProcess server = environment.start(outward)) {
                Path file = environment.data().resolve("contacts.db");
                int tables = install(file);
                try {
                    environment.underLoad(server, name(), A_WHILE, "after a durable contact");
                } finally {
                    remove(file);
                }
                environment.counters().count("tables whose writes failed", tables);
                environment.check(server);
                server.kill();
            } catch (SQLException e) {
                throw new IOException("the triggers could not be put in or taken out", e);
            }
        }
        try (ServerProcess server = environment.start()) {
            environment.check(server);
        }
    }

    private static int install(Path file) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = open(file);
                Statement statement = connection.createStatement()) {
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT name FROM sqlite_master WHERE type = 'table'"
                                    + " AND name NOT LIKE 'contact%' AND name NOT LIKE 'sqlite%'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                for (String write : List.of("INSERT", "UPDATE")) {
                    statement.execute(
                            "CREATE TRIGGER %s%s_%s BEFORE %s ON %s BEGIN SELECT RAISE(ABORT, 'torture'); END"
                                    .formatted(PREFIX, table, write, write, table));
                }
            }
        }
        return tables.size();
    }

    private static void remove(Path file) throws SQLException {
        List<String> triggers = new ArrayList<>();
        try (Connection connection = open(file);
                Statement statement = connection.createStatement()) {
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '"
                                    + PREFIX
                                    + "%'")) {
                while (rows.next()) {
                    triggers.add(rows.getString(1));
                }
            }
            for (String trigger : triggers) {
                statement.execute("DROP TRIGGER " + trigger);
            }
        }
    }

    private static Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 20000");
        }
        return connection;
    }
}
