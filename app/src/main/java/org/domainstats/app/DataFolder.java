package org.domainstats.app;

import org.domainstats.insight.StarterDomains;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.storesqlite.SqliteKnownDomains;
import org.domainstats.storesqlite.SqliteStore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder in which everything is kept. */
record DataFolder(Path path) {

    /**
     * A newer Public Suffix List, for those who want one before the next version of the program.
     */
    private static final String SUFFIX_LIST = "public_suffix_list.dat";

    static DataFolder of(Settings settings) {
        return new DataFolder(Path.of(settings.text(SettingKey.DATA)).toAbsolutePath().normalize());
    }

    SqliteStore openStore() {
        return SqliteStore.open(path.resolve("contacts.db"));
    }

    /**
     * The known domains; a fresh folder starts with the well-known ones that come with the program.
     */
    SqliteKnownDomains openKnownDomains() {
        SqliteKnownDomains knownDomains = SqliteKnownDomains.open(path.resolve("known.db"));
        if (knownDomains.generation() == 0) {
            knownDomains.apply(Scope.DELTA, FeedVersion.NONE, starters().iterator());
        }
        return knownDomains;
    }

    private static List<Change> starters() {
        List<Change> changes = new ArrayList<>();
        for (DomainName domain : StarterDomains.inOrder()) {
            changes.add(new Change.Put(domain, new KnownDomain(changes.size() + 1, true, null)));
        }
        return changes;
    }

    /** The clients of a community server that have a token. */
    Path communityClients() {
        return path.resolve("clients");
    }

    /** What a community server shows to everybody: the feed. */
    Path publicFolder() {
        return path.resolve("public");
    }

    Hostnames hostnames() {
        Path newer = path.resolve(SUFFIX_LIST);
        if (!Files.exists(newer)) {
            return new Hostnames(PublicSuffixList.carried());
        }
        try {
            return new Hostnames(PublicSuffixList.of(newer));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(
                    "cannot use the suffix list "
                            + newer
                            + ": "
                            + ErrorMessages.reason(e)
                            + "; mend it or take it away",
                    e);
        }
    }
}
