package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.store.CommunityContacts;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Optional;

/** What the community said, in the table {@code community_contacts}. */
final class SqliteCommunityContacts implements CommunityContacts {

    private static final String FIND =
            "SELECT first_asked, to_announce FROM community_contacts WHERE site = ?";
    private static final String PUT =
            "INSERT INTO community_contacts (site, first_asked, to_announce)"
                    + " VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String CLAIM =
            "UPDATE community_contacts SET to_announce = 0 WHERE site = ? AND to_announce = 1";

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
                        return row.next()
                                ? Optional.of(
                                        new CommunityContact(
                                                Instant.ofEpochMilli(row.getLong(1)),
                                                row.getBoolean(2)))
                                : Optional.empty();
                    }
                });
    }

    @Override
    public void put(DomainName site, CommunityContact contact) {
        writer.write(
                statements -> {
                    PreparedStatement put = statements.prepare(PUT);
                    put.setString(1, site.ascii());
                    put.setLong(2, contact.firstAsked().toEpochMilli());
                    put.setBoolean(3, contact.toAnnounce());
                    return put.executeUpdate();
                });
    }

    @Override
    public boolean claimAnnouncement(DomainName site) {
        return writer.write(
                statements -> {
                    PreparedStatement claim = statements.prepare(CLAIM);
                    claim.setString(1, site.ascii());
                    return claim.executeUpdate() == 1;
                });
    }
}
