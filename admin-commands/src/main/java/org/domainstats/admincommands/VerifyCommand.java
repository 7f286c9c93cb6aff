package org.domainstats.admincommands;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.DataFolder;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.store.Store;
import org.domainstats.storesqlite.SqliteStore;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Optional;

/** {@code domain-stats admin verify}: whether the databases are whole. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Checks that the databases are whole. Exit code 1 and the finding if one is not.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin verify",
            "  domain-stats admin verify --data /backups/domain-stats-today"
        })
final class VerifyCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        DataFolder data = DataFolder.of(CommandSettings.of(spec));
        data.requireStore();
        try (SqliteKnownDomains knownDomains = data.openKnownDomains()) {
            boolean whole = data.shared() == null ? verifyEmbedded(data) : verifyShared(data);
            whole &= report("known.db", knownDomains.verify());
            return whole ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private boolean verifyEmbedded(DataFolder data) {
        try (SqliteStore store = data.openEmbedded()) {
            return report("contacts.db", store.verify());
        }
    }

    /** Whether its pages are whole is for PostgreSQL's own tools to say. */
    private boolean verifyShared(DataFolder data) {
        try (Store store = data.openStore()) {
            return report(data.storeName(), store.check().map(Throwable::getMessage));
        }
    }

    private boolean report(String file, Optional<String> finding) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(file + ": " + finding.map(found -> "damaged: " + found).orElse("whole"));
        return finding.isEmpty();
    }
}
