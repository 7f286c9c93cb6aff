package org.domainstats.admincommands;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.DataFolder;
import org.domainstats.composition.SharedStore;
import org.domainstats.postgres.PostgresAddress;
import org.domainstats.storepostgres.PostgresStore;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.Locale;

/** {@code domain-stats admin schema}: the tables of a shared store. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints the SQL that makes the tables in PostgreSQL, or brings those of --store up to date. Servers",
            "never change tables themselves: apply the schema with a user that owns them, then let servers run",
            "with one that may only read and write rows."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin schema",
            "  domain-stats admin schema --apply --store postgresql://owner@db:5432/domain_stats",
            "  domain-stats admin schema --grant-to server | psql -U owner -h db domain_stats"
        })
final class SchemaCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Option(names = "--apply", description = "brings the tables of --store up to date")
    private boolean apply;

    @Option(
            names = "--grant-to",
            paramLabel = "USER",
            description = "prints the SQL that lets a user run servers, and no more")
    private @Nullable String user;

    @Override
    public Integer call() {
        if (apply) {
            applySchema();
        } else {
            spec.commandLine().getOut().print(user == null ? PostgresStore.schema() : grants(user));
            spec.commandLine().getOut().flush();
        }
        return ExitCode.DONE;
    }

    /** In the schema that --store names, if it names one. */
    private String grants(String to) {
        @Nullable SharedStore store = DataFolder.of(CommandSettings.of(spec)).shared();
        return store == null
                ? PostgresStore.grants(to, PostgresAddress.DEFAULT_SCHEMA)
                : store.grants(to);
    }

    private void applySchema() {
        SharedStore store = DataFolder.of(CommandSettings.of(spec)).shared();
        if (store == null) {
            throw new CommandException(
                    "--apply needs --store postgresql://user@host:5432/database; the tables in a data"
                            + " folder are made at the first start");
        }
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "domain-stats: %s: %d migrations applied%n",
                        store.address(),
                        store.applySchema());
    }
}
