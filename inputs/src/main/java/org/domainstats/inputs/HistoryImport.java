package org.domainstats.inputs;

import org.domainstats.base.LruMap;
import org.domainstats.logformats.LogTimes;
import org.domainstats.logformats.Reading;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicName;
import org.domainstats.store.ContactClients.ClientNote;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.store.Store;
import org.domainstats.streams.LineBatch;
import org.domainstats.usage.ClientNames;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Contacts out of old logs, at the times that the logs tell. They are taken over without being
 * announced; done twice, the second time changes nothing. For one thread.
 */
public final class HistoryImport {

    /**
     * Some 200 bytes each, of the 90 MiB that the program is shipped with. Past this, sites are
     * stored in between; of one that comes again it is then counted how often it was in the larger
     * part only.
     */
    private static final int MOST_SITES = 100_000;

    /** Some 200 bytes each, and as much again while they are stored. */
    private static final int MOST_CLIENTS = 50_000;

    /** Some 450 bytes each. */
    private static final int MOST_NAMES = 32_768;

    private static final int LARGEST_PART = 10_000;

    private final Hostnames hostnames;
    private final Store store;
    private final @Nullable ClientNames clientNames;
    private final boolean dryRun;
    private final Map<DomainName, Span> sites = new HashMap<>();
    private final Map<Asking, Span> clients = new HashMap<>();
    private final Map<String, Optional<PublicName>> names = new LruMap<>(MOST_NAMES);
    private final HistoryReport report = new HistoryReport();

    /**
     * @param clientNames null if nothing is to be kept of who asked
     * @param dryRun whether nothing is to be stored
     */
    public HistoryImport(
            Hostnames hostnames, Store store, @Nullable ClientNames clientNames, boolean dryRun) {
        this.hostnames = hostnames;
        this.store = store;
        this.clientNames = clientNames;
        this.dryRun = dryRun;
    }

    /** Takes lines. Blocks on the disk at times. */
    public void take(LineBatch batch, LogTimes times) {
        for (Reading reading : batch.readings()) {
            report.rows++;
            if (reading instanceof Named named) {
                take(named, times);
            }
        }
        if (sites.size() >= MOST_SITES) {
            storeSites();
        }
        if (clients.size() >= MOST_CLIENTS) {
            storeClients();
        }
    }

    private void take(Named named, LogTimes times) {
        report.named++;
        @Nullable Instant at = times.parse(named.origin().time());
        if (at == null) {
            report.withoutTime++;
            return;
        }
        for (String text : named.names()) {
            names.computeIfAbsent(text, this::reduce)
                    .ifPresent(name -> add(name, named.origin().client(), at.toEpochMilli()));
        }
    }

    private Optional<PublicName> reduce(String text) {
        return hostnames.reduce(text) instanceof PublicName name
                ? Optional.of(name)
                : Optional.empty();
    }

    private void add(PublicName name, @Nullable String client, long millis) {
        report.names++;
        sites.computeIfAbsent(name.site(), _ -> new Span(millis)).add(millis);
        if (client != null && !client.isBlank() && clientNames != null) {
            clients.computeIfAbsent(new Asking(name.site(), client), _ -> new Span(millis))
                    .add(millis);
        }
    }

    /** Stores what was taken, and says what there was. Blocks on the disk. */
    public HistoryReport finish() {
        storeSites();
        storeClients();
        return report;
    }

    private void storeSites() {
        List<PastContact> part = new ArrayList<>(LARGEST_PART);
        for (Map.Entry<DomainName, Span> each : sites.entrySet()) {
            Span span = each.getValue();
            report.spans(span.first, span.last);
            part.add(
                    new PastContact(
                            each.getKey(),
                            Instant.ofEpochMilli(span.first),
                            Instant.ofEpochMilli(span.last),
                            span.times));
            if (part.size() == LARGEST_PART) {
                merge(part);
            }
        }
        merge(part);
        sites.clear();
    }

    private void merge(List<PastContact> part) {
        report.sites += part.size();
        report.fresh += dryRun ? absent(part) : store.contacts().merge(part);
        part.clear();
    }

    private long absent(List<PastContact> part) {
        return part.stream().filter(each -> store.contacts().find(each.site()).isEmpty()).count();
    }

    private void storeClients() {
        @Nullable ClientNames called = clientNames;
        if (!dryRun && called != null) {
            List<ClientNote> notes = new ArrayList<>(clients.size());
            clients.forEach(
                    (asking, span) ->
                            notes.add(
                                    new ClientNote(
                                            asking.site,
                                            called.of(asking.client),
                                            Instant.ofEpochMilli(span.first),
                                            Instant.ofEpochMilli(span.last))));
            store.clients().note(notes);
        }
        clients.clear();
    }

    private record Asking(DomainName site, String client) {}

    private static final class Span {

        private long first;
        private long last;
        private long times;

        private Span(long millis) {
            this.first = millis;
            this.last = millis;
        }

        private void add(long millis) {
            first = Math.min(first, millis);
            last = Math.max(last, millis);
            times++;
        }
    }
}
