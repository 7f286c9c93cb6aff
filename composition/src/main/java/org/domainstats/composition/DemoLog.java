package org.domainstats.composition;

import org.domainstats.base.ResourceFile;
import org.domainstats.model.DomainName;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.Source;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.ContactClients.ClientNote;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The invented log of a demonstration: what came in the last week, and what comes while it runs.
 */
final class DemoLog {

    private static final String RESOURCE = "demo.tsv";

    private final Store store;
    private final Deque<Line> coming = new ArrayDeque<>();

    /** A line; the file says what is in it. */
    private record Line(
            Duration ago,
            DomainName site,
            String client,
            int times,
            String registered,
            String community,
            String label) {

        static Line parse(String text) {
            String[] parts = text.split("\t", -1);
            return new Line(
                    Duration.ofMinutes(Long.parseLong(parts[0])),
                    new DomainName(parts[1]),
                    parts[2],
                    Integer.parseInt(parts[3]),
                    parts[4],
                    parts[5],
                    parts[6]);
        }
    }

    private DemoLog(Store store) {
        this.store = store;
    }

    /** Puts what came in the last week into an empty store. */
    static DemoLog fill(Store store, Instant now) {
        DemoLog log = new DemoLog(store);
        List<PastContact> contacts = new ArrayList<>();
        for (Line line : lines()) {
            if (line.ago.isZero()) {
                log.coming.add(line);
            } else {
                Instant first = now.minus(line.ago);
                log.learn(line, first);
                Instant last = first.plus(line.ago.dividedBy(line.times));
                contacts.add(
                        new PastContact(
                                line.site, first, line.times == 1 ? first : last, line.times));
            }
        }
        store.contacts().merge(contacts);
        return log;
    }

    private static List<Line> lines() {
        return ResourceFile.text(DemoLog.class, RESOURCE)
                .lines()
                .filter(each -> !each.startsWith("#"))
                .map(Line::parse)
                .toList();
    }

    /** Has the next name come; does nothing when there is none any more. */
    void next(Instant now) {
        @Nullable Line line = coming.poll();
        if (line != null) {
            learn(line, now);
            store.contacts().recordIfAbsent(line.site, now);
        }
    }

    private void learn(Line line, Instant first) {
        @Nullable RegistrationOutcome outcome = outcome(line, first);
        if (outcome != null) {
            store.registrations()
                    .put(
                            line.site,
                            new StoredRegistration(
                                    outcome,
                                    first.plusSeconds(1),
                                    first.plus(Duration.ofDays(30))));
        }
        if (!line.community.equals("-")) {
            Instant us = first.minus(Duration.ofDays(Long.parseLong(line.community)));
            List<String> labels = line.label.isEmpty() ? List.of() : List.of(line.label);
            store.communityContacts().put(line.site, new CommunityContact(us, false, labels));
        }
        store.clients().note(List.of(new ClientNote(line.site, line.client, first, first)));
    }

    private static @Nullable RegistrationOutcome outcome(Line line, Instant first) {
        return switch (line.registered) {
            case "-" -> null;
            case "undisclosed" -> new Undisclosed(null, Source.WHOIS);
            case "unreachable" -> new Unreachable("the registry did not answer (invented)", null);
            default -> {
                long minutes = (long) (Double.parseDouble(line.registered) * 1_440);
                yield new Registered(
                        first.minus(Duration.ofMinutes(minutes)),
                        null,
                        Precision.SECOND,
                        first.plus(Duration.ofDays(365)),
                        Source.RDAP);
            }
        };
    }
}
