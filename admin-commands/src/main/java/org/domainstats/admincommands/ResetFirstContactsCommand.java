package org.domainstats.admincommands;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.DataFolder;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.store.AuditAction;
import org.domainstats.store.Store;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;

/** {@code domain-stats admin reset-first-contacts}: starts the memory of first contacts anew. */
@Command(
        name = "reset-first-contacts",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Forgets every first contact, so that each site is announced once more. This cannot be undone,",
            "so it asks first; make a copy with: domain-stats admin backup FOLDER"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin reset-first-contacts",
            "  domain-stats admin reset-first-contacts --yes --data /var/lib/domain-stats"
        })
final class ResetFirstContactsCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask")
    private boolean yes;

    @Override
    public Integer call() {
        DataFolder data = DataFolder.of(CommandSettings.of(spec));
        try (Store store = data.openExistingStore()) {
            if (!yes && !confirmed(store.contacts().count(), data)) {
                spec.commandLine().getErr().println("domain-stats: nothing was forgotten");
                return ExitCode.FAILED;
            }
            long forgotten = store.contacts().reset();
            CommandAudit.record(store, AuditAction.CONTACTS_RESET, "");
            spec.commandLine()
                    .getErr()
                    .printf(Locale.ROOT, "domain-stats: forgot %,d first contacts%n", forgotten);
        }
        return ExitCode.DONE;
    }

    private boolean confirmed(long count, DataFolder data) {
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "Forget all %,d first contacts in %s? [y/N] ",
                        count,
                        data.storeName());
        spec.commandLine().getErr().flush();
        try {
            BufferedReader input =
                    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            String answer = input.readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        } catch (IOException e) {
            throw new CommandException("cannot read the answer: " + ErrorMessages.reason(e), e);
        }
    }
}
