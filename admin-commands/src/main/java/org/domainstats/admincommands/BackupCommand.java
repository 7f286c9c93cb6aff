package org.domainstats.admincommands;

import org.domainstats.base.AtomicFile;
import org.domainstats.base.PrivateFile;
import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.DataFolder;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.storesqlite.SqliteCommunity;
import org.domainstats.storesqlite.SqliteStore;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code domain-stats admin backup}: a whole copy of the data folder, made while it is in use. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a whole copy of the databases, keys and clients into a new folder, while a server may go on.",
            "Until all is there its files end in .unfinished; broken off, it is run again on the same folder.",
            "To go back to it, stop the server and start it with --data on the copy."
        },
        footerHeading = "%nExamples:%n",
        footer = "  domain-stats admin backup /backups/domain-stats-$(date +%%F)")
final class BackupCommand implements SettingsCommand {

    private static final String UNFINISHED = ".unfinished";

    /** In the order in which they are copied. */
    private final List<String> names = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER",
            description = "folder for the copy; it must not hold one yet")
    private Path folder;

    @Override
    public Integer call() {
        DataFolder data = DataFolder.of(CommandSettings.of(spec));
        data.requireStore();
        try {
            PrivateFile.createFolder(folder);
            backUp(data);
        } catch (IOException e) {
            throw new CommandException(
                    "no whole copy was made in " + folder + ": " + ErrorMessages.reason(e), e);
        }
        spec.commandLine()
                .getErr()
                .println("domain-stats: copied " + data.path() + " to " + folder);
        return ExitCode.DONE;
    }

    private void backUp(DataFolder data) throws IOException {
        if (data.shared() == null) {
            backUpEmbedded(data);
        } else {
            spec.commandLine()
                    .getErr()
                    .println(
                            "domain-stats: contacts and registrations are in "
                                    + data.storeName()
                                    + " and not in this copy; back them up with pg_dump");
        }
        try (SqliteKnownDomains knownDomains = data.openKnownDomains()) {
            knownDomains.backup(unfinished(DataFolder.KNOWN_DOMAINS));
        }
        for (String name : DataFolder.SMALL_FILES) {
            Path file = data.path().resolve(name);
            if (Files.isRegularFile(file)) {
                AtomicFile.write(
                        unfinished(name), Files.readAllBytes(file), AtomicFile.Access.OWNER);
            }
        }
        for (String name : names.reversed()) {
            Files.move(folder.resolve(name + UNFINISHED), folder.resolve(name));
        }
        AtomicFile.sync(folder);
    }

    private void backUpEmbedded(DataFolder data) throws IOException {
        try (SqliteStore store = data.openEmbedded()) {
            store.backup(unfinished(DataFolder.CONTACTS));
        }
        Path file = data.path().resolve(DataFolder.COMMUNITY);
        if (Files.exists(file)) {
            try (SqliteCommunity community = SqliteCommunity.open(file)) {
                community.backup(unfinished(DataFolder.COMMUNITY));
            }
        }
    }

    /**
     * Where a file goes until all are there: a folder that has contacts.db, which gets its name
     * last, holds a whole copy. What a run that was broken off has left is removed.
     */
    private Path unfinished(String name) throws IOException {
        Path whole = folder.resolve(name);
        if (Files.exists(whole)) {
            throw new CommandException(whole + " exists already; name another folder");
        }
        names.add(name);
        Path file = folder.resolve(name + UNFINISHED);
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder.resolve(name + UNFINISHED + "-journal"));
        return file;
    }
}
