package org.domainstats.composition;

import org.domainstats.access.AuditTrail;
import org.domainstats.access.Resource;
import org.domainstats.base.Deadline;
import org.domainstats.base.Stoppable;
import org.domainstats.dashboard.ContactFacts;
import org.domainstats.dashboard.DashboardParts;
import org.domainstats.dashboard.DashboardResources;
import org.domainstats.dashboard.RegistrationHistory;
import org.domainstats.dashboard.RegistriesResource;
import org.domainstats.dashboard.TableChanges;
import org.domainstats.dashboard.TriageFollower;
import org.domainstats.dashboard.UiFiles;
import org.domainstats.store.Store;

import java.util.List;
import java.util.function.Supplier;

/** The pages of a server, and what keeps the table behind them up to date. */
final class Dashboard implements Stoppable {

    private final TableChanges changes = new TableChanges();
    private final List<Resource> resources;
    private final TriageFollower follower;

    /**
     * @param answersChanged has answers in memory made anew
     * @param registries how registries did
     * @param demo whether the pages say that all is invented
     */
    Dashboard(
            Store store,
            ContactFacts facts,
            Runnable answersChanged,
            Registries registries,
            boolean demo) {
        AuditTrail audit = new AuditTrail(store.auditLog(), Wiring.clock());
        DashboardParts parts =
                new DashboardParts(store, facts, audit, changes, answersChanged, Wiring.clock());
        this.resources =
                DashboardResources.of(
                        parts, new UiFiles(demo), registries.report(), registries.history());
        this.follower = new TriageFollower(store, facts, changes);
    }

    /**
     * What the pages say of registries.
     *
     * @param report how they did
     * @param history how they were asked about a name
     */
    record Registries(Supplier<RegistriesResource.Report> report, RegistrationHistory history) {}

    List<Resource> resources() {
        return resources;
    }

    void start() {
        follower.start();
    }

    /** Ends what pages wait for. */
    void endStreams() {
        changes.close();
    }

    @Override
    public void stop() {
        follower.stop();
    }

    @Override
    public void close(Deadline deadline) {
        follower.close(deadline);
    }
}
