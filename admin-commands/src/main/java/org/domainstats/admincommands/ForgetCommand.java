package org.domainstats.admincommands;

import org.domainstats.access.NameErasure;
import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.DataFolder;
import org.domainstats.model.DomainName;
import org.domainstats.model.Printable;
import org.domainstats.store.AuditAction;
import org.domainstats.store.CommunityStore;
import org.domainstats.store.Store;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;

/** {@code domain-stats admin forget}: takes names out of all that is stored. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Forgets the site of each name: its first contact, who asked, events, notes, its registration; in the",
            "folder of a community server also who asked there. Asked about again, it is a first contact.",
            "The audit log says only that a name was forgotten. Backups and what was exported keep it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin forget example.com",
            "  domain-stats admin forget example.com --data /var/lib/domain-stats-community"
        })
final class ForgetCommand implements SettingsCommand {

    /** A server that runs looks every second whether it happened. */
    private static final int NOTICED_AFTER_MILLIS = 2_000;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "a name of the site")
    private List<String> names = List.of();

    @Override
    public Integer call() {
        DataFolder data = DataFolder.of(CommandSettings.of(spec));
        boolean any = false;
        try (Store store = data.openExistingStore();
                OptionalCommunity community = OptionalCommunity.open(data, store)) {
            NameErasure erasure = new NameErasure(data.hostnames(), store, community.store());
            for (DomainName site : sites(erasure)) {
                any |= forget(erasure, store, site);
            }
        }
        if (any) {
            awaitRunningServer();
        }
        return ExitCode.DONE;
    }

    /** All of them, before the first one is forgotten. */
    private List<DomainName> sites(NameErasure erasure) {
        return names.stream()
                .map(
                        name ->
                                erasure.site(name)
                                        .orElseThrow(
                                                () ->
                                                        new CommandException(
                                                                "nothing is ever stored of "
                                                                        + Printable.of(name)
                                                                        + ": it is no public"
                                                                        + " name")))
                .distinct()
                .toList();
    }

    private boolean forget(NameErasure erasure, Store store, DomainName site) {
        boolean any = erasure.forget(site);
        if (any) {
            CommandAudit.record(store, AuditAction.NAME_FORGOTTEN, "");
        }
        spec.commandLine()
                .getErr()
                .println(
                        "domain-stats: "
                                + (any ? "forgot " : "nothing was stored of ")
                                + site.ascii());
        return any;
    }

    /** What is asked after this command gets a new answer. */
    private static void awaitRunningServer() {
        try {
            Thread.sleep(NOTICED_AFTER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a community server stores beside, if this folder is one's. */
    private record OptionalCommunity(@Nullable CommunityStore store) implements AutoCloseable {

        static OptionalCommunity open(DataFolder data, Store store) {
            return new OptionalCommunity(data.hasCommunity() ? data.openCommunity(store) : null);
        }

        @Override
        public void close() {
            if (store != null) {
                store.close();
            }
        }
    }
}
