package org.domainstats.lookup;

import org.domainstats.lookup.LookupEngine.Environment;
import org.domainstats.lookup.LookupEngine.Stores;
import org.domainstats.lookup.cache.AnswerCache;
import org.domainstats.model.Hostnames;
import org.domainstats.registrations.BestEffort;
import org.domainstats.registrations.RegistrationRefresher;
import org.domainstats.store.Store;
import org.domainstats.usage.ClientNotes;
import org.domainstats.usage.ClientQuota;
import org.domainstats.usage.QueryCounter;

import java.time.InstantSource;

/** Puts the parts of an engine together; what several of them share is made here, once. */
final class LookupWiring {

    final BestEffort bestEffort = new BestEffort();
    final AnswerCounters counters = new AnswerCounters();
    final InstantSource clock;
    final QueryCounter queryCounter;
    final ClientNotes clientNotes;
    final AnswerCache cache;
    final RegistrationRefresher refresher;
    private final Store store;
    private final LookupSources sources;
    private final LookupSettings settings;
    private final HintReader hints;
    private final FactReader facts;
    private final ClientQuota newContacts;
    private final OutsideLookup outsideLookup;

    LookupWiring(
            Stores stores,
            LookupSources sources,
            LookupSettings settings,
            Environment environment) {
        this.store = stores.store();
        this.sources = sources;
        this.settings = settings;
        this.clock = environment.clock();
        this.queryCounter = new QueryCounter(store.contacts());
        this.clientNotes = new ClientNotes(settings.privacy().clients(), store.clients());
        long heap = Runtime.getRuntime().maxMemory();
        this.cache = new AnswerCache(settings.cacheSize(), heap, queryCounter);
        this.refresher =
                new RegistrationRefresher(
                        store, sources.registry(), bestEffort, clock, environment.random());
        this.hints = new HintReader(store.hints(), bestEffort, clock);
        this.facts =
                new FactReader(
                        stores.knownDomains(), store, sources.hasCommunity(), hints, bestEffort);
        LookupSettings.Limits limits = settings.limits();
        this.newContacts = new ClientQuota(limits.contactsPerClient(), limits.contacts(), clock);
        SourceCoordinator coordinator =
                new SourceCoordinator(
                        refresher,
                        store.communityContacts(),
                        sources,
                        counters,
                        settings.timeout());
        this.outsideLookup =
                new OutsideLookup(
                        coordinator,
                        new CommunityAnnouncements(store.communityContacts(), bestEffort),
                        settings,
                        clock);
    }

    GroupedQuestions questions(Hostnames hostnames) {
        ContactRecorder recorder =
                new ContactRecorder(store.contacts(), newContacts, bestEffort, clock);
        LookupPipeline pipeline =
                new LookupPipeline(facts, recorder, outsideLookup, sources.insights(), bestEffort);
        AfterAnswer afterAnswer =
                new AfterAnswer(
                        cache,
                        counters,
                        new AfterAnswer.AskedNotes(queryCounter, clientNotes),
                        bestEffort,
                        clock);
        return new GroupedQuestions(hostnames, pipeline, cache, afterAnswer, settings.timeout());
    }

    NameRecorder nameRecorder() {
        return new NameRecorder(store.inputs(), facts, outsideLookup, newContacts, clientNotes);
    }

    UndeliveredAnswers undelivered() {
        return new UndeliveredAnswers(store, cache, bestEffort);
    }

    SiteReports reports() {
        return new SiteReports(
                facts, new SourcePolicy(sources, settings.privateNames()), bestEffort);
    }

    RegistrationQuestions registrations() {
        return new RegistrationQuestions(
                refresher, cache, settings.privateNames(), sources.hasRegistry(), clock);
    }

    ExternalChanges changes(Stores stores) {
        return new ExternalChanges(
                stores.knownDomains(), store.contacts(), sources.insights(), hints, bestEffort);
    }
}
