package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.NameParameters;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.CommunityContacts;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contacts of the community, in the table {@code community_contacts}. */
final class SqliteCommunityContacts implements CommunityContacts {

    private static final String FIND =
            "SELECT first_asked, to_announce, labels FROM community_contacts WHERE site = ?";
    private static final String FIND_ALL =
            "SELECT first_asked, to_announce, labels, j.key FROM json_each(?) j"
                    + " CROSS JOIN community_contacts c ON c.site = j.value";
    private static final String PUT =
            "INSERT INTO community_contacts (site, first_asked, to_announce, labels)"
                    + " VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
                    + " SET labels = excluded.labels WHERE labels IS NOT excluded.labels";
    private static final String CLAIM =
            "UPDATE community_contacts SET to_announce = 0 WHERE site = ? AND to_announce = 1";

    private static final String WITHDRAW =
            "UPDATE community_contacts SET to_announce = 1 WHERE site = ?";

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteCommunityContacts(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<CommunityContact> find(DomainName site) {
        return readers.read(
                statements -> {
                    PreparedStatement find = statements.prepare(FIND);
                    find.setString(1, site.ascii());
                    try (ResultSet row = find.executeQuery()) {
                        return row.next() ? Optional.of(contact(row)) : Optional.empty();
                    }
                });
    }

    @Override
    public Map<DomainName, CommunityContact> findAll(List<DomainName> sites) {
        if (sites.size() == 1) {
            DomainName only = sites.getFirst();
            return find(only).map(found -> Map.of(only, found)).orElse(Map.of());
        }
        return readers.read(
                statements ->
                        NameParameters.all(
                                statements.prepare(FIND_ALL),
                                sites,
                                SqliteCommunityContacts::contact));
    }

    private static CommunityContact contact(ResultSet row) throws SQLException {
        String labels = row.getString(3);
        return new CommunityContact(
                Instant.ofEpochMilli(row.getLong(1)),
                row.getBoolean(2),
                labels == null ? List.of() : List.of(labels.split("\n", -1)));
    }

    @Override
    public void put(DomainName site, CommunityContact contact) {
        writer.write(
                statements -> {
                    PreparedStatement put = statements.prepare(PUT);
                    put.setString(1, site.ascii());
                    put.setLong(2, contact.firstAsked().toEpochMilli());
                    put.setBoolean(3, contact.toAnnounce());
                    put.setString(
                            4,
                            contact.labels().isEmpty()
                                    ? null
                                    : String.join("\n", contact.labels()));
                    return put.executeUpdate();
                });
    }

    @Override
    public Set<DomainName> claimAnnouncements(Collection<DomainName> sites) {
        return writer.write(
                statements -> {
                    PreparedStatement claim = statements.prepare(CLAIM);
                    Set<DomainName> claimed = HashSet.newHashSet(sites.size());
                    for (DomainName site : sites) {
                        claim.setString(1, site.ascii());
                        if (claim.executeUpdate() == 1) {
                            claimed.add(site);
                        }
                    }
                    return claimed;
                });
    }

    @Override
    public void withdrawAnnouncement(DomainName site) {
        writer.write(
                statements -> {
                    PreparedStatement withdraw = statements.prepare(WITHDRAW);
                    withdraw.setString(1, site.ascii());
                    return withdraw.executeUpdate();
                });
    }
}
