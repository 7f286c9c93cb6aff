package org.domainstats.lookup;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.domainstats.model.PublicName;
import org.domainstats.registrations.BestEffort;
import org.domainstats.registrations.StoreOperation;
import org.domainstats.store.CommunityContacts;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.Registrations;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads what is stored of names, of many in one go. What cannot be read is missing from the facts,
 * as if it had never been stored: a damaged table must not keep a first contact from its client.
 */
final class FactReader {

    private final KnownDomains knownDomains;
    private final Registrations registrations;
    private final CommunityContacts communityContacts;
    private final boolean community;
    private final HintReader hints;
    private final BestEffort bestEffort;

    /**
     * @param community whether there is a community to ask
     */
    FactReader(
            KnownDomains knownDomains,
            Store store,
            boolean community,
            HintReader hints,
            BestEffort bestEffort) {
        this.knownDomains = knownDomains;
        this.registrations = store.registrations();
        this.communityContacts = store.communityContacts();
        this.community = community;
        this.hints = hints;
        this.bestEffort = bestEffort;
    }

    /** The facts of many names, in their order. */
    List<StoredFacts> readAll(List<PublicName> names) {
        return readAll(names, null);
    }

    /**
     * The same where registrations may have been read already.
     *
     * @param registrations those of all the names; null if they are to be read
     */
    List<StoredFacts> readAll(
            List<PublicName> names, @Nullable Map<DomainName, StoredRegistration> registrations) {
        return read(
                names,
                known(names),
                registrations == null ? registrations(names) : registrations,
                hints.find(names));
    }

    /** The same, with what lists say at this very moment. */
    List<StoredFacts> readAllNow(List<PublicName> names) {
        return read(names, known(names), registrations(names), hints.findNow(names));
    }

    private List<KnownDomainFacts> known(List<PublicName> names) {
        return bestEffort.get(
                StoreOperation.READ_KNOWN_DOMAINS,
                () -> KnownDomainFacts.findAll(knownDomains, names),
                () -> names.stream().map(_ -> KnownDomainFacts.NONE).toList());
    }

    /**
     * The same after the sources were asked: the known domains need not be read again.
     *
     * @param known in the order of the names
     */
    List<StoredFacts> readAgain(List<PublicName> names, List<KnownDomainFacts> known) {
        return read(names, known, registrations(names), hints.find(names));
    }

    private List<StoredFacts> read(
            List<PublicName> names,
            List<KnownDomainFacts> known,
            Map<DomainName, StoredRegistration> registered,
            Map<DomainName, Hint> listed) {
        Map<DomainName, CommunityContact> contacts = community ? contacts(names) : Map.of();
        List<StoredFacts> facts = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            PublicName name = names.get(i);
            facts.add(
                    new StoredFacts(
                            known.get(i),
                            registered.get(name.domain()),
                            contacts.get(name.site()),
                            listed.get(name.domain())));
        }
        return facts;
    }

    private Map<DomainName, StoredRegistration> registrations(List<PublicName> names) {
        return bestEffort.get(
                StoreOperation.READ_REGISTRATIONS,
                () ->
                        registrations.findAll(
                                names.stream().map(PublicName::domain).distinct().toList()),
                Map::of);
    }

    private Map<DomainName, CommunityContact> contacts(List<PublicName> names) {
        return bestEffort.get(
                StoreOperation.READ_COMMUNITY,
                () ->
                        communityContacts.findAll(
                                names.stream().map(PublicName::site).distinct().toList()),
                Map::of);
    }
}
