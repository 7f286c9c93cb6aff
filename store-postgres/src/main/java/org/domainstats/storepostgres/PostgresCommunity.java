package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.store.Askers;
import org.domainstats.store.CommunityStore;
import org.domainstats.store.FirstClaims;
import org.domainstats.storesql.SqlFirstClaims;

import java.sql.PreparedStatement;
import java.util.List;

/** What a community server stores beside its contacts, in the same database. */
final class PostgresCommunity implements CommunityStore {

    private static final List<String> FORGET =
            List.of(
                    "DELETE FROM first_claims WHERE site = ?",
                    "DELETE FROM askers WHERE domain = ?",
                    "DELETE FROM public_domains WHERE domain = ?");

    private final PostgresPool pool;

    PostgresCommunity(PostgresPool pool) {
        this.pool = pool;
    }

    @Override
    public FirstClaims firstClaims() {
        return new SqlFirstClaims(new PostgresDatabase(pool));
    }

    @Override
    public Askers askers() {
        return new PostgresAskers(pool);
    }

    @Override
    public void forget(DomainName site) {
        for (String sql : FORGET) {
            pool.run(
                    connection -> {
                        try (PreparedStatement forget = connection.prepareStatement(sql)) {
                            forget.setString(1, site.ascii());
                            return forget.executeUpdate();
                        }
                    });
        }
    }

    /** The connections are the store's. */
    @Override
    public void close() {}
}
