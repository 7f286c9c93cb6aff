package org.domainstats.registrations;

import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;

import java.util.ArrayList;
import java.util.List;

/**
 * What is stored of a name, by whom it was said and when, in lines for people: the same for the
 * command line and for the pages. Parts of them come from outside.
 */
public final class RegistrationExplanation {

    private final Store store;
    private final KnownDomains knownDomains;

    public RegistrationExplanation(Store store, KnownDomains knownDomains) {
        this.store = store;
        this.knownDomains = knownDomains;
    }

    /** What is stored of a name. Asks nobody; blocks on the disk. */
    public List<String> stored(PublicName name) {
        DomainName domain = name.domain();
        List<String> lines = new ArrayList<>();
        lines.add("domain " + domain + ", site " + name.site());
        lines.add(
                knownDomains
                        .find(domain)
                        .map(RegistrationExplanation::words)
                        .orElse("not among the known domains"));
        lines.add(
                store.contacts()
                        .find(name.site())
                        .map(at -> "first contact here " + at)
                        .orElse("no contact here yet"));
        store.communityContacts().find(name.site()).ifPresent(contact -> lines.add(words(contact)));
        store.hints().findAll(List.of(domain)).values().stream()
                .map(hint -> "list " + hint.list() + ": " + hint.kind().word() + " " + hint.day())
                .forEach(lines::add);
        lines.add(
                store.registrations()
                        .find(domain)
                        .map(RegistrationExplanation::words)
                        .orElse("no registration kept yet"));
        store.retries()
                .find(domain)
                .map(
                        retry ->
                                "waits to be asked again "
                                        + retry.due()
                                        + ", after "
                                        + retry.attempts()
                                        + (retry.attempts() == 1 ? " attempt: " : " attempts: ")
                                        + retry.reason())
                .ifPresent(lines::add);
        return lines;
    }

    private static String words(KnownDomain known) {
        return "known domain: "
                + (known.established() ? "established" : "not listed as established")
                + (known.rank() == KnownDomain.UNRANKED ? ", no rank" : ", rank " + known.rank());
    }

    private static String words(CommunityContact contact) {
        return "first contact of the community "
                + contact.firstAsked()
                + (contact.labels().isEmpty()
                        ? ""
                        : ", labels: " + String.join(", ", contact.labels()));
    }

    private static String words(StoredRegistration stored) {
        return "kept: "
                + words(stored.outcome())
                + ", learned "
                + stored.checked()
                + ", to be asked again "
                + stored.checkAgain();
    }

    /** What a source said. */
    public static String words(RegistrationOutcome outcome) {
        return switch (outcome) {
            case RegistrationOutcome.Registered registered ->
                    "registered "
                            + registered.first()
                            + (registered.again() == null ? "" : ", again " + registered.again())
                            + " (to the "
                            + registered.precision().word()
                            + ", by "
                            + registered.source().word()
                            + ")";
            case RegistrationOutcome.Undisclosed undisclosed ->
                    undisclosed.barred() == null
                            ? "registered, without a date"
                            : "barred (" + undisclosed.barred().word() + ")";
            case RegistrationOutcome.Unregistered unregistered ->
                    "not registered, by " + unregistered.source().word();
            case RegistrationOutcome.NoSource _ -> "nobody to ask";
            case RegistrationOutcome.Unreachable unreachable ->
                    "no usable answer: " + unreachable.reason();
        };
    }
}
