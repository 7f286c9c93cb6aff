package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.GroupedReads;
import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.StorePassword;
import org.domainstats.store.AuditLog;
import org.domainstats.store.CommitStats;
import org.domainstats.store.CommunityContacts;
import org.domainstats.store.CommunityStore;
import org.domainstats.store.ContactClients;
import org.domainstats.store.ContactJournal;
import org.domainstats.store.Contacts;
import org.domainstats.store.DailyCounts;
import org.domainstats.store.Erasure;
import org.domainstats.store.Hints;
import org.domainstats.store.Inputs;
import org.domainstats.store.Leases;
import org.domainstats.store.Registrations;
import org.domainstats.store.RetryQueue;
import org.domainstats.store.Sessions;
import org.domainstats.store.Store;
import org.domainstats.store.StoreException;
import org.domainstats.store.StoredRegistration;
import org.domainstats.store.events.EventStore;
import org.domainstats.store.triage.AnalystLabels;
import org.domainstats.store.triage.AnalystNotes;
import org.domainstats.store.triage.Triage;
import org.domainstats.storesql.SqlAuditLog;
import org.domainstats.storesql.SqlDailyCounts;
import org.domainstats.storesql.SqlLabels;
import org.domainstats.storesql.SqlNotes;
import org.domainstats.storesql.SqlSessions;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The shared store: one PostgreSQL database, for several servers. Its schema and its operation are
 * described in {@code docs/postgresql.md}.
 */
public final class PostgresStore implements Store {

    /**
     * A row that is there: only then is anything written, and a full disk noticed. And no contact,
     * which takes the right to make one.
     */
    private static final String WRITE =
            "WITH written AS (UPDATE contacts_state SET resets = resets RETURNING one)"
                    + " INSERT INTO contacts (site, id, first_asked, last_asked, asked, claim)"
                    + " SELECT '', 0, 0, 0, 0, 0 FROM written WHERE one < 0";

    /** A busy machine takes longer for a first connection than an answer may wait for one. */
    private static final Duration START = Duration.ofSeconds(20);

    private static final InstantSource CLOCK = InstantSource.system();

    private final PostgresPool pool;
    private final PostgresDatabase database;
    private final Claims claims;
    private final ClaimSettlement settlement;
    private final ContactQueue queue;
    private final OutageJournal journal;
    private final UnsaidAnnouncements unsaid;
    private final GroupedReads<DomainName, StoredRegistration> registrationReads;
    private final ContactCount contactCount;
    private final PostgresStatus status;

    private PostgresStore(
            PostgresPool pool, Claims claims, OutageJournal journal, UnsaidAnnouncements unsaid) {
        this.pool = pool;
        this.database = new PostgresDatabase(pool);
        this.claims = claims;
        this.journal = journal;
        this.unsaid = unsaid;
        this.settlement = new ClaimSettlement(pool, claims, unsaid, CLOCK);
        this.queue = new ContactQueue(pool, settlement, claims, journal, unsaid);
        this.registrationReads = PostgresRegistrations.reads(pool);
        this.contactCount = new ContactCount(pool);
        this.status = new PostgresStatus(pool, settlement, journal);
    }

    /**
     * Connects to the database.
     *
     * @param password where the password comes from
     * @param timeout how long work is tried while the database cannot be reached; whoever waits is
     *     answered after twice this time at most
     * @throws StoreException if it cannot be used; the message says why and what to do
     */
    public static PostgresStore open(
            PostgresAddress address, StorePassword password, Duration timeout) {
        PostgresPool pool = PostgresSchema.connect(address, password, timeout, Duration.ZERO);
        Claims claims = new Claims(new SecureRandom());
        return new PostgresStore(
                pool,
                claims,
                new OutageJournal(null, pool, claims, CLOCK),
                UnsaidAnnouncements.none());
    }

    /**
     * Connects a server, which writes on its own disk what it is asked while the database cannot be
     * reached, and what it is about to announce: what an earlier process did not come to say is
     * left to the next who asks.
     *
     * @throws StoreException if the database or the disk cannot be used
     */
    public static PostgresStore openForServer(
            PostgresAddress address, StorePassword password, Duration timeout, ServerDisk disk) {
        UnsaidAnnouncements unsaid = UnsaidAnnouncements.in(disk.folder());
        PostgresPool pool = null;
        try {
            pool = PostgresSchema.connect(address, password, timeout, START);
            Claims claims = new Claims(new SecureRandom());
            ClaimSettlement.settleLeft(pool, claims, unsaid, CLOCK);
            return new PostgresStore(
                    pool, claims, new OutageJournal(disk.journal(), pool, claims, CLOCK), unsaid);
        } catch (StoreException e) {
            unsaid.close();
            disk.journal().close();
            if (pool != null) {
                pool.close();
            }
            throw e;
        }
    }

    /**
     * What a server has on its own disk.
     *
     * @param folder for small files of this store
     * @param journal is closed with the store
     */
    public record ServerDisk(Path folder, ContactJournal journal) {}

    /**
     * Brings the tables of a database up to date.
     *
     * @return how many migrations were applied
     */
    public static int applySchema(PostgresAddress address, StorePassword password) {
        return PostgresSchema.apply(address, password);
    }

    /** The SQL that makes the tables. */
    public static String schema() {
        return Migrations.sql();
    }

    /**
     * The SQL that lets a user that owns nothing run a server.
     *
     * @param schema that the tables are in
     */
    public static String grants(String user, String schema) {
        return PostgresSchema.grants(user, schema);
    }

    @Override
    public Contacts contacts() {
        return new PostgresContacts(pool, queue, claims, unsaid, contactCount);
    }

    @Override
    public Registrations registrations() {
        return new PostgresRegistrations(pool, registrationReads);
    }

    @Override
    public RetryQueue retries() {
        return new PostgresRetryQueue(database);
    }

    @Override
    public CommunityContacts communityContacts() {
        return new PostgresCommunityContacts(pool, claims);
    }

    @Override
    public DailyCounts dailyCounts() {
        return new SqlDailyCounts(database);
    }

    @Override
    public Leases leases() {
        return new PostgresLeases(pool, claims);
    }

    @Override
    public Sessions sessions() {
        return new SqlSessions(database);
    }

    @Override
    public AuditLog auditLog() {
        return new SqlAuditLog(database);
    }

    @Override
    public Erasure erasure() {
        return new PostgresErasure(pool);
    }

    @Override
    public EventStore events() {
        return new PostgresEventStore(pool, database);
    }

    @Override
    public ContactClients clients() {
        return new PostgresContactClients(pool);
    }

    @Override
    public Inputs inputs() {
        return new PostgresInputs(pool, claims);
    }

    @Override
    public AnalystLabels labels() {
        return new SqlLabels(database);
    }

    @Override
    public AnalystNotes notes() {
        return new SqlNotes(database);
    }

    @Override
    public Hints hints() {
        return new PostgresHints(pool);
    }

    @Override
    public Triage triage() {
        return new PostgresTriage(pool);
    }

    /** What a community server stores in the same database. It is closed with this store. */
    public CommunityStore community() {
        return new PostgresCommunity(pool);
    }

    @Override
    public Optional<StoreException> check() {
        try {
            pool.run(
                    connection -> {
                        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
                            return write.executeUpdate();
                        }
                    });
            return journal.refusal();
        } catch (StoreException fault) {
            return Optional.of(fault);
        }
    }

    @Override
    public CommitStats commits() {
        return queue.commits();
    }

    /** Each way in which the database's settings and clock make contacts uncertain, for a log. */
    public List<String> risks() {
        return pool.read(connection -> Durability.risks(connection, CLOCK));
    }

    /** How the database and the journal beside it stand just now. */
    public PostgresStatus status() {
        return status;
    }

    @Override
    public void close() {
        queue.close();
        registrationReads.close();
        settlement.close();
        journal.close();
        unsaid.close();
        pool.close();
    }
}
