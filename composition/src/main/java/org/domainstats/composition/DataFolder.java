package org.domainstats.composition;

import org.domainstats.insight.StarterDomains;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.CommunityStore;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.store.Store;
import org.domainstats.storemove.SqliteTables;
import org.domainstats.storemove.StoreTables;
import org.domainstats.storepostgres.PostgresStore;
import org.domainstats.storepostgres.PostgresStore.ServerDisk;
import org.domainstats.storesqlite.SqliteCommunity;
import org.domainstats.storesqlite.SqliteContactJournal;
import org.domainstats.storesqlite.SqliteStore;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder in which everything is kept, but for what servers share.
 *
 * @param shared the database that several servers share; null if there is none
 */
public record DataFolder(Path path, @Nullable SharedStore shared) {

    /**
     * A newer Public Suffix List, for those who want one before the next version of the program.
     */
    private static final String SUFFIX_LIST = "public_suffix_list.dat";

    public static final String CONTACTS = "contacts.db";
    public static final String KNOWN_DOMAINS = "known.db";
    public static final String COMMUNITY = "community.db";
    private static final String JOURNAL = "journal.db";
    private static final String CLIENTS = "clients";
    private static final String DENIED = "denied";
    private static final String HASH_KEY = "community.key";
    private static final String FEED_KEY = "feed.key";
    private static final String PINNED_FEED_KEYS = "feed-keys";
    private static final String NODE_ID = "node-id";

    /** What a copy must have beside the databases: what cannot be made or fetched again. */
    public static final List<String> SMALL_FILES =
            List.of(CLIENTS, DENIED, HASH_KEY, FEED_KEY, PINNED_FEED_KEYS, NODE_ID, SUFFIX_LIST);

    public static DataFolder of(Settings settings) {
        return new DataFolder(
                settings.path(SettingKey.DATA).toAbsolutePath().normalize(),
                SharedStore.of(settings).orElse(null));
    }

    /**
     * Refuses a folder that a server could not store anything in, and a database whose password
     * cannot be read. Nothing is made or opened.
     *
     * @throws SettingException with the reason
     */
    void verify() {
        if (shared != null) {
            shared.requirePassword();
        }
        Path there = path;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new SettingException(
                    "data "
                            + path
                            + " cannot be used: "
                            + there
                            + (Files.isDirectory(there)
                                    ? " cannot be written to by this user"
                                    : " is no folder"));
        }
    }

    /** The same folder with the store in it, wherever it is now. */
    public DataFolder embedded() {
        return new DataFolder(path, null);
    }

    /** Whether there is a store, so that opening it makes none. */
    public boolean hasStore() {
        return shared != null || Files.exists(path.resolve(CONTACTS));
    }

    /** Opens the store for a command, which may be the first to store something. */
    public Store openStore() {
        return shared == null ? openEmbedded() : shared.open();
    }

    /**
     * Opens the store of a server, for a command that has nothing to do without one.
     *
     * @throws SettingException as {@link #requireStore}
     */
    public Store openExistingStore() {
        requireStore();
        return openStore();
    }

    /**
     * Refuses a folder without a store: it is most likely the wrong one, and a copy of an empty
     * store would pass for a backup.
     *
     * @throws SettingException if there is none
     */
    public void requireStore() {
        if (!hasStore()) {
            throw new SettingException(
                    "no server has stored anything in "
                            + path
                            + ": name its folder with --data, or its settings file with --config");
        }
    }

    /**
     * Opens the store for answers.
     *
     * @param within the longest that a shared store may keep somebody waiting in vain
     */
    public Store openStore(Duration within) {
        return shared == null ? openEmbedded() : shared.open(within);
    }

    /** The same for a server, which tells how contacts may be lost. */
    Store openServerStore(Duration within) {
        return shared == null
                ? openEmbedded()
                : shared.openForServer(
                        within,
                        new ServerDisk(path, SqliteContactJournal.open(path.resolve(JOURNAL))));
    }

    /** Opens the store in this folder. */
    public SqliteStore openEmbedded() {
        return SqliteStore.open(path.resolve(CONTACTS));
    }

    /**
     * The tables of this folder.
     *
     * @param community whether to make those of a community server if they are not there
     */
    public StoreTables embeddedTables(boolean community) {
        Path ofCommunity = path.resolve(COMMUNITY);
        if (community) {
            SqliteCommunity.open(ofCommunity).close();
        }
        return SqliteTables.open(path.resolve(CONTACTS), ofCommunity);
    }

    /** Where the store is, for people. */
    public String storeName() {
        return shared == null ? path.toString() : shared.address().toString();
    }

    /**
     * The known domains; a fresh folder starts with the well-known ones that come with the program.
     */
    public SqliteKnownDomains openKnownDomains() {
        SqliteKnownDomains knownDomains = SqliteKnownDomains.open(path.resolve(KNOWN_DOMAINS));
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

    /** Whether a community server may have stored something here. */
    public boolean hasCommunity() {
        return shared != null || Files.exists(path.resolve(COMMUNITY));
    }

    /** What a community server stores beside its contacts; to be closed before that store. */
    public CommunityStore openCommunity(Store store) {
        return store instanceof PostgresStore shared
                ? shared.community()
                : SqliteCommunity.open(path.resolve(COMMUNITY));
    }

    /** What tells this server from others that share its store. */
    Path nodeId() {
        return path.resolve(NODE_ID);
    }

    public Path denied() {
        return path.resolve(DENIED);
    }

    /** The key of the hashes by which a community server knows its clients. */
    public Path hashKey() {
        return path.resolve(HASH_KEY);
    }

    /** The key that signs the feed of a community server. */
    public Path feedKey() {
        return path.resolve(FEED_KEY);
    }

    /** The keys of the feeds that were taken, and whether they were signed. */
    public Path pinnedFeedKeys() {
        return path.resolve(PINNED_FEED_KEYS);
    }

    /** The clients of a community server that have a token. */
    public Path communityClients() {
        return path.resolve(CLIENTS);
    }

    /** What a community server shows to everybody: the feed. */
    public Path publicFolder() {
        return path.resolve("public");
    }

    public Hostnames hostnames() {
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
