package org.domainstats.usage;

import org.domainstats.model.DomainName;
import org.domainstats.registrations.QueryClient;
import org.domainstats.store.ContactClients;
import org.domainstats.store.ContactClients.AskedBy;
import org.domainstats.store.ContactClients.ClientNote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Notes which client asked about which site, once a day for each pair, and writes it to the store
 * in batches behind the answers.
 */
public final class ClientNotes {

    /**
     * What was noted last at each place, 8 bytes each; a pair that lost its place is noted anew.
     */
    private static final int PLACES = 1 << 16;

    /** Past this a pair is noted the next time it asks. */
    private static final int MOST_WAITING = 16_384;

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private final StoredClients stored;
    private final ContactClients clients;
    private final ClientNames names;
    private final AtomicLongArray noted = new AtomicLongArray(PLACES);
    private final ConcurrentLinkedQueue<Asking> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length = new AtomicInteger();

    public ClientNotes(StoredClients stored, ContactClients clients) {
        this.stored = stored;
        this.clients = clients;
        this.names = new ClientNames(stored, clients);
    }

    /** A client that asked about a site, by the name that the network knows it by. */
    public record Asking(DomainName site, String client, Instant first, Instant last) {}

    /** Notes who asked. Never blocks. */
    public void note(DomainName site, QueryClient client, long nowMillis) {
        if (stored == StoredClients.NONE || client.equals(QueryClient.LOCAL)) {
            return;
        }
        long pair = pair(site, client.name(), nowMillis);
        if (noted.getPlain(place(pair)) == pair || length.get() >= MOST_WAITING) {
            return;
        }
        noted.setPlain(place(pair), pair);
        Instant now = Instant.ofEpochMilli(nowMillis);
        length.incrementAndGet();
        waiting.add(new Asking(site, client.name(), now, now));
    }

    /** The notes of those that were not noted today. Blocks on the disk the first time. */
    public List<ClientNote> fresh(Collection<Asking> askings) {
        if (stored == StoredClients.NONE) {
            return List.of();
        }
        List<ClientNote> fresh = new ArrayList<>();
        for (Asking each : askings) {
            long pair = pair(each.site, each.client, each.last.toEpochMilli());
            if (noted.getPlain(place(pair)) != pair) {
                fresh.add(named(each));
            }
        }
        return fresh;
    }

    /** Remembers those whose notes are stored. */
    public void stored(Collection<Asking> askings) {
        for (Asking each : askings) {
            long pair = pair(each.site, each.client, each.last.toEpochMilli());
            noted.setPlain(place(pair), pair);
        }
    }

    /**
     * Notes each pair again when it asks next: a contact may have been forgotten, and made anew.
     */
    public void forgetNoted() {
        for (int place = 0; place < PLACES; place++) {
            noted.setPlain(place, 0);
        }
    }

    private ClientNote named(Asking asking) {
        return new ClientNote(asking.site, names.of(asking.client), asking.first, asking.last);
    }

    /** Writes what was noted until now. Blocks on the disk. */
    public void flush() {
        List<ClientNote> notes = new ArrayList<>();
        for (int left = length.get(); left > 0; left--) {
            Asking next = waiting.poll();
            if (next != null) {
                length.decrementAndGet();
                notes.add(named(next));
            }
        }
        if (!notes.isEmpty()) {
            clients.note(notes);
        }
    }

    /** Who asked about sites, as far as it is written. Blocks on the disk. */
    public Map<DomainName, AskedBy> of(Collection<DomainName> sites) {
        return stored == StoredClients.NONE ? Map.of() : clients.of(sites);
    }

    private static int place(long pair) {
        return (int) (pair >>> 48);
    }

    /** Never zero, which is at places where nothing was noted. */
    private static long pair(DomainName site, String client, long millis) {
        long pair = ((long) site.ascii().hashCode() << 32) ^ (client.hashCode() & 0xffffffffL);
        pair = (pair ^ millis / DAY_MILLIS * MIX) * MIX;
        pair ^= pair >>> 29;
        pair *= MIX;
        return pair == 0 ? 1 : pair;
    }
}
