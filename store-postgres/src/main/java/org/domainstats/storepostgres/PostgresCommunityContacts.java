package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.store.CommunityContacts;
import org.domainstats.storesql.ColumnValues;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contacts of the community, in the table {@code community_contacts}. */
final class PostgresCommunityContacts implements CommunityContacts {

    private static final String FIND =
            "SELECT site, first_asked, claim, labels FROM community_contacts WHERE site = ANY(?)";
    private static final String PUT =
            "INSERT INTO community_contacts AS c (site, first_asked, claim, labels) VALUES (?, ?,"
                    + " ?, ?) ON CONFLICT (site) DO UPDATE SET labels = excluded.labels WHERE c.labels"
                    + " IS DISTINCT FROM excluded.labels";
    private static final String CLAIM =
            "UPDATE community_contacts SET claim = ? WHERE site = ANY(?) AND claim IS NULL";
    private static final String CLAIMED =
            "SELECT site FROM community_contacts WHERE site = ANY(?) AND claim = ?";
    private static final String HOLDER = "SELECT claim FROM community_contacts WHERE site = ?";
    private static final String WITHDRAW =
            "UPDATE community_contacts SET claim = NULL WHERE site = ? AND claim = ?";

    /** Of a contact that somebody else announces. */
    private static final long NOT_OURS = Claims.ANNOUNCED_ELSEWHERE;

    private final PostgresPool pool;
    private final Claims claims;

    PostgresCommunityContacts(PostgresPool pool, Claims claims) {
        this.pool = pool;
        this.claims = claims;
    }

    @Override
    public Optional<CommunityContact> find(DomainName site) {
        return Optional.ofNullable(findAll(List.of(site)).get(site));
    }

    @Override
    public Map<DomainName, CommunityContact> findAll(List<DomainName> sites) {
        if (sites.isEmpty()) {
            return Map.of();
        }
        return pool.readMany(
                connection -> {
                    Map<DomainName, CommunityContact> found = new HashMap<>();
                    try (PreparedStatement find = connection.prepareStatement(FIND)) {
                        find.setObject(1, TextParameters.names(sites));
                        try (ResultSet row = find.executeQuery()) {
                            while (row.next()) {
                                found.put(new DomainName(row.getString(1)), contact(row));
                            }
                        }
                    }
                    return found;
                });
    }

    private static CommunityContact contact(ResultSet row) throws SQLException {
        row.getLong(3);
        boolean toAnnounce = row.wasNull();
        @Nullable String labels = row.getString(4);
        return new CommunityContact(
                Instant.ofEpochMilli(row.getLong(2)),
                toAnnounce,
                labels == null ? List.of() : List.of(labels.split("\n", -1)));
    }

    @Override
    public void put(DomainName site, CommunityContact contact) {
        pool.run(
                connection -> {
                    try (PreparedStatement put = connection.prepareStatement(PUT)) {
                        put.setString(1, site.ascii());
                        put.setLong(2, contact.firstAsked().toEpochMilli());
                        if (contact.toAnnounce()) {
                            put.setNull(3, Types.BIGINT);
                        } else {
                            put.setLong(3, NOT_OURS);
                        }
                        put.setString(4, labels(contact));
                        return put.executeUpdate();
                    }
                });
    }

    private static @Nullable String labels(CommunityContact contact) {
        return contact.labels().isEmpty()
                ? null
                : ColumnValues.text(String.join("\n", contact.labels()));
    }

    /** Under the number of a claim: done again, it finds what it claimed before. */
    @Override
    public Set<DomainName> claimAnnouncements(Collection<DomainName> sites) {
        if (sites.isEmpty()) {
            return Set.of();
        }
        long claim = claims.next();
        return pool.run(connection -> claim(connection, sites, claim));
    }

    private static Set<DomainName> claim(
            Connection connection, Collection<DomainName> sites, long number) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setLong(1, number);
            claim.setObject(2, TextParameters.names(sites));
            claim.executeUpdate();
        }
        Set<DomainName> claimed = HashSet.newHashSet(sites.size());
        try (PreparedStatement find = connection.prepareStatement(CLAIMED)) {
            find.setObject(1, TextParameters.names(sites));
            find.setLong(2, number);
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    claimed.add(new DomainName(row.getString(1)));
                }
            }
        }
        return claimed;
    }

    /** As {@link PostgresContacts#withdrawAnnouncements}. */
    @Override
    public void withdrawAnnouncement(DomainName site) {
        Optional<Long> holder = pool.read(connection -> holder(connection, site));
        holder.ifPresent(
                claim ->
                        pool.run(
                                connection -> {
                                    try (PreparedStatement withdraw =
                                            connection.prepareStatement(WITHDRAW)) {
                                        withdraw.setString(1, site.ascii());
                                        withdraw.setLong(2, claim);
                                        return withdraw.executeUpdate();
                                    }
                                }));
    }

    private static Optional<Long> holder(Connection connection, DomainName site)
            throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(HOLDER)) {
            find.setString(1, site.ascii());
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long claim = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(claim);
            }
        }
    }
}
