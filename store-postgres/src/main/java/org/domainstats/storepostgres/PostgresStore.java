package org.domainstats.storepostgres;

import org.domainstats.store.AuditLog;
import org.domainstats.store.CommitStats;
import org.domainstats.store.CommunityContacts;
import org.domainstats.store.CommunityStore;
import org.domainstats.store.ContactClients;
import org.domainstats.store.Contacts;
import org.domainstats.store.DailyCounts;
import org.domainstats.store.Erasure;
import org.domainstats.store.EventStore;
import org.domainstats.store.Inputs;
import org.domainstats.store.Registrations;
import org.domainstats.store.RetryQueue;
import org.domainstats.store.Sessions;
import org.domainstats.store.Store;
import org.domainstats.store.StoreException;

import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The shared store: one PostgreSQL database, for several servers. Its schema and its operation are
 * described in {@code docs/postgresql.md}.
 */
public final class PostgresStore implements Store {

    /** A row that is there: only then is anything written, and a full disk noticed. */
    private static final String WRITE = "UPDATE contacts_state SET resets = resets";

    private final PostgresPool pool;
    private final Claims claims;
    private final ClaimSettlement settlement;
    private final ContactQueue queue;

    private PostgresStore(PostgresPool pool, Claims claims) {
        this.pool = pool;
        this.claims = claims;
        this.settlement = new ClaimSettlement(pool, claims);
        this.queue = new ContactQueue(pool, settlement, claims);
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
        RandomGenerator random = new SecureRandom();
        PostgresPool pool = new PostgresPool(address, password, timeout, random);
        try {
            PostgresSchema.requireCurrent(pool);
        } catch (StoreException e) {
            pool.close();
            throw e;
        }
        return new PostgresStore(pool, new Claims(random));
    }

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

    /** The SQL that lets a user that owns nothing run a server. */
    public static String grants(String user) {
        return PostgresSchema.grants(user);
    }

    @Override
    public Contacts contacts() {
        return new PostgresContacts(pool, queue, claims);
    }

    @Override
    public Registrations registrations() {
        return new PostgresRegistrations(pool);
    }

    @Override
    public RetryQueue retries() {
        return new PostgresRetryQueue(pool);
    }

    @Override
    public CommunityContacts communityContacts() {
        return new PostgresCommunityContacts(pool, claims);
    }

    @Override
    public DailyCounts dailyCounts() {
        return new PostgresDailyCounts(pool);
    }

    @Override
    public Sessions sessions() {
        return new PostgresSessions(pool);
    }

    @Override
    public AuditLog auditLog() {
        return new PostgresAuditLog(pool);
    }

    @Override
    public Erasure erasure() {
        return new PostgresErasure(pool);
    }

    @Override
    public EventStore events() {
        return new PostgresEventStore(pool);
    }

    @Override
    public ContactClients clients() {
        return new PostgresContactClients(pool);
    }

    @Override
    public Inputs inputs() {
        return new PostgresInputs(pool, claims);
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
            return Optional.empty();
        } catch (StoreException fault) {
            return Optional.of(fault);
        }
    }

    @Override
    public CommitStats commits() {
        return queue.commits();
    }

    /** Each way in which contacts that were announced may be lost, by the database's settings. */
    public List<String> risks() {
        return pool.run(Durability::risks);
    }

    /** Groups of first contacts whose outcome is unknown just now. */
    public int unsettled() {
        return settlement.size();
    }

    @Override
    public void close() {
        queue.close();
        settlement.close();
        pool.close();
    }
}
