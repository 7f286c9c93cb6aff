package org.domainstats.communityserver;

import org.domainstats.model.DomainName;
import org.domainstats.store.Askers;
import org.domainstats.store.Askers.Asker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Which members asked about which domain, written in batches behind the answers. */
final class AskerRecorder {

    /** Past this, notes are dropped: the same member mostly asks again. */
    private static final int MOST_WAITING = 100_000;

    private final Askers askers;
    private final KeyedHash hash;
    private final int enough;
    private final BlockingQueue<Asker> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    AskerRecorder(Askers askers, KeyedHash hash, int enough) {
        this.askers = askers;
        this.hash = hash;
        this.enough = enough;
    }

    int enough() {
        return enough;
    }

    /** Notes that a member asked; never blocks. */
    void note(DomainName domain, String member) {
        var _ = waiting.offer(new Asker(domain, hash.of(domain.ascii(), member)));
    }

    /** Writes what waits. Blocks on the disk. */
    void flush() {
        List<Asker> batch = new ArrayList<>();
        waiting.drainTo(batch);
        if (!batch.isEmpty()) {
            askers.note(batch, enough);
        }
    }
}
