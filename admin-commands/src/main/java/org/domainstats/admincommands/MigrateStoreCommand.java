package org.domainstats.admincommands;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.Progress;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.DataFolder;
import org.domainstats.settings.SettingGroup;
import org.domainstats.store.StoreException;
import org.domainstats.storemove.MoveReport;
import org.domainstats.storemove.StoreMove;
import org.domainstats.storemove.StoreTables;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** {@code domain-stats admin migrate-store}: moves everything from SQLite to PostgreSQL or back. */
@Command(
        name = "migrate-store",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Copies all that is stored from the data folder (--data) into the database of --store, or back with",
            "--to-sqlite, while servers go on: each pass reads both and writes what differs. Broken off, it is run",
            "again with --resume. With --finish nobody else can write from its beginning on; it copies the rest,",
            "compares every row of both, prints counts and checksums, and says how long that took. Then start the",
            "servers with the other store. The user of --store must own the tables."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin migrate-store --data /var/lib/domain-stats --store postgresql://owner@db/domain_stats",
            "  domain-stats admin migrate-store --finish --data /var/lib/domain-stats --store postgresql://owner@db/domain_stats",
            "  domain-stats admin migrate-store --to-sqlite --finish --data new --store postgresql://owner@db/domain_stats",
            "",
            "Afterwards contacts.db is called contacts.db.moved, so that no server goes on writing to it."
        })
final class MigrateStoreCommand implements SettingsCommand {

    /**
     * What changes while a pass is going on is left to the next one, and in the end to --finish.
     */
    private static final int MOST_PASSES = 4;

    @Spec private CommandSpec spec;

    @Option(names = "--to-sqlite", description = "from the database into the data folder")
    private boolean toSqlite;

    @Option(
            names = "--resume",
            description =
                    "the target holds what an earlier run copied: it is made equal to the source")
    private boolean resume;

    @Option(names = "--finish", description = "the last step: nobody writes any more")
    private boolean finish;

    @Override
    public Set<SettingGroup> settingGroups() {
        return EnumSet.of(SettingGroup.STORAGE, SettingGroup.LOGGING);
    }

    @Override
    public Integer call() {
        DataFolder data = DataFolder.of(CommandSettings.of(spec));
        if (data.shared() == null) {
            throw new CommandException("name the database with --store postgresql://...");
        }
        if (!toSqlite) {
            data.embedded().requireStore();
        }
        try (StoreTables folder = data.embeddedTables(toSqlite);
                StoreTables database = data.shared().tables()) {
            StoreTables from = toSqlite ? database : folder;
            StoreTables to = toSqlite ? folder : database;
            to.requireNoServers();
            StoreMove move = new StoreMove(from, to);
            requireCopy(move);
            return finish ? finish(move, from, to) : copy(move);
        }
    }

    private void requireCopy(StoreMove move) {
        if (!resume && !finish && move.isTargetUsed()) {
            throw new CommandException(
                    "the target holds something; if an earlier run copied it there, add --resume:"
                            + " what only the target has is removed");
        }
        if (!resume && finish && move.hasTargetMoreContacts()) {
            throw new CommandException(
                    "the target holds more contacts than the source, so it is no copy of it; if names"
                            + " were forgotten since it was made, add --resume: what only the target"
                            + " has is removed");
        }
    }

    private int copy(StoreMove move) {
        MoveReport report;
        int passes = 0;
        Duration took;
        do {
            long begun = System.nanoTime();
            report = pass(move);
            took = Duration.ofNanos(System.nanoTime() - begun);
            passes++;
            print(
                    "pass %d: %,d rows read, %,d written or removed, in %.1f s%n",
                    passes, report.rows(), report.changes(), took.toMillis() / 1_000.0);
        } while (report.changes() * 1_000 > report.rows() && passes < MOST_PASSES);
        print(
                "now add --finish: writes pause for about %.1f s from then on%n",
                2 * took.toMillis() / 1_000.0);
        return ExitCode.DONE;
    }

    private int finish(StoreMove move, StoreTables from, StoreTables to) {
        long begun = System.nanoTime();
        from.holdWrites();
        MoveReport rest = pass(move);
        to.finish();
        MoveReport compared = pass(move);
        for (MoveReport.OfTable table : compared.tables()) {
            print(
                    "%-22s %,12d rows  sha256 %s  %s%n",
                    table.name(),
                    table.rows(),
                    table.checksum().substring(0, 16),
                    table.isSame() ? "same" : "DIFFERENT");
        }
        if (!compared.isSame()) {
            throw new CommandException(
                    "the stores are not the same; the source stays as it is: run it again");
        }
        to.requireNoServers();
        from.retire();
        print(
                "%,d rows, the last %,d of them just now; every one is the same in both stores%n",
                compared.rows(), rest.changes());
        print("writes paused for %.1f s%n", (System.nanoTime() - begun) / 1e9);
        return ExitCode.DONE;
    }

    private static MoveReport pass(StoreMove move) {
        long expected = Math.max(1, move.size());
        long[] done = {0};
        Progress progress = Progress.of("rows", () -> (double) done[0] / expected);
        try {
            return move.pass(
                    rows -> {
                        done[0] = rows;
                        progress.step();
                    });
        } catch (StoreException e) {
            throw new CommandException(
                    e.getMessage()
                            + "; broken off, the source stays as it is: run it again with --resume",
                    e);
        } finally {
            progress.end();
        }
    }

    // The annotation that is missed would want a library.
    @SuppressWarnings("AnnotateFormatMethod")
    private void print(String format, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
