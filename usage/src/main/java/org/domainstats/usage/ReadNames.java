package org.domainstats.usage;

import org.domainstats.model.DomainName;
import org.domainstats.model.PublicName;
import org.domainstats.store.Inputs.Move;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names that an input has read and that were not recorded yet, summed up. For one thread. */
public final class ReadNames {

    private final Map<DomainName, Site> sites = new LinkedHashMap<>();

    /** By site, then by client. */
    private final Map<DomainName, Map<String, ClientNotes.Asking>> clients = new HashMap<>();

    private int size;

    /**
     * Adds a name.
     *
     * @param client who asked about it, where that is known
     */
    public void add(PublicName name, @Nullable String client, Instant at) {
        Site before = sites.get(name.site());
        sites.put(
                name.site(),
                before == null
                        ? new Site(name, at, at, 1)
                        : new Site(
                                before.name,
                                earlier(before.first, at),
                                later(before.last, at),
                                before.times + 1));
        size += before == null ? 1 : 0;
        if (client != null && !client.isBlank()) {
            Map<String, ClientNotes.Asking> askings =
                    clients.computeIfAbsent(name.site(), _ -> new HashMap<>());
            int known = askings.size();
            askings.merge(
                    client,
                    new ClientNotes.Asking(name.site(), client, at, at),
                    (a, b) ->
                            new ClientNotes.Asking(
                                    a.site(),
                                    client,
                                    earlier(a.first(), b.first()),
                                    later(a.last(), b.last())));
            size += askings.size() - known;
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** How much there is to be recorded: sites, and clients of each. */
    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return sites.isEmpty();
    }

    public void clear() {
        sites.clear();
        clients.clear();
        size = 0;
    }

    public List<Site> sites() {
        return List.copyOf(sites.values());
    }

    public List<ClientNotes.Asking> askings() {
        return clients.values().stream().flatMap(each -> each.values().stream()).toList();
    }

    /**
     * What became of names that were to be recorded.
     *
     * @param first how many sites were new
     */
    public record Recorded(Outcome outcome, int first) {}

    /** What became of it. */
    public enum Outcome {
        RECORDED,
        /** Too many new sites within a day; nothing was recorded. */
        LIMITED,
        /** Another process reads the same input; nothing was recorded. */
        TAKEN_ELSEWHERE
    }

    /**
     * Who reads.
     *
     * @param name of the input
     * @param move of its position; null where it has none
     */
    public record Reader(String name, @Nullable Move move) {}

    /** A site, and one of the names that were read of it. */
    public record Site(PublicName name, Instant first, Instant last, long times) {}
}
