package org.domainstats.communityserver;

import org.domainstats.model.DomainName;
import org.domainstats.store.Askers;
import org.domainstats.store.Askers.Asker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Records which members asked about which domain, in batches in the background. */
final class AskerRecorder {

    /** Past this, records are dropped: the same member mostly asks again. */
    private static final int MAX_PENDING = 100_000;

    private final Askers askers;
    private final KeyedHash hash;
    private final int threshold;
    private final BlockingQueue<Asker> pending = new ArrayBlockingQueue<>(MAX_PENDING);

    AskerRecorder(Askers askers, KeyedHash hash, int threshold) {
        this.askers = askers;
        this.hash = hash;
        this.threshold = threshold;
    }

    int threshold() {
        return threshold;
    }

    /** Records that a member asked. Never blocks. */
    void record(DomainName domain, String member) {
        var _ = pending.offer(new Asker(domain, hash.of(domain.ascii(), member)));
    }

    /** Writes what is pending. Blocks on the disk. */
    void flush() {
        List<Asker> batch = new ArrayList<>();
        pending.drainTo(batch);
        if (!batch.isEmpty()) {
            askers.note(batch, threshold);
        }
    }
}
