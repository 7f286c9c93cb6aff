package org.domainstats.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.domainstats.lookup.LookupPipeline.PublicQuestion;
import org.domainstats.model.DomainName;
import org.domainstats.registrations.QueryClient;
import org.domainstats.store.Inputs;
import org.domainstats.store.Inputs.InputBatch;
import org.domainstats.store.Inputs.SeenSite;
import org.domainstats.usage.ClientNotes;
import org.domainstats.usage.ClientQuota;
import org.domainstats.usage.ReadNames;
import org.domainstats.usage.ReadNames.Outcome;
import org.domainstats.usage.ReadNames.Reader;
import org.domainstats.usage.ReadNames.Recorded;
import org.domainstats.usage.ReadNames.Site;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Records names that inputs read, where nobody waits for an answer. What is missing of them is
 * looked up behind everything else; that it is to be is durable before the contact is.
 */
final class NameRecorder {

    /** Of a site that was read a while ago nothing is looked up again. */
    private static final Duration LOOKED_AT = Duration.ofHours(1);

    private static final int MOST_LOOKED_AT = 32_768;

    private final Inputs inputs;
    private final FactReader facts;
    private final OutsideLookup outsideLookup;
    private final ClientQuota newContacts;
    private final ClientNotes clientNotes;
    private final Cache<DomainName, Boolean> lookedAt =
            Caffeine.newBuilder()
                    .maximumSize(MOST_LOOKED_AT)
                    .expireAfterWrite(LOOKED_AT)
                    .executor(Runnable::run)
                    .build();

    NameRecorder(
            Inputs inputs,
            FactReader facts,
            OutsideLookup outsideLookup,
            ClientQuota newContacts,
            ClientNotes clientNotes) {
        this.inputs = inputs;
        this.facts = facts;
        this.outsideLookup = outsideLookup;
        this.newContacts = newContacts;
        this.clientNotes = clientNotes;
    }

    /** See {@link LookupEngine#record}. */
    Recorded record(Reader reader, ReadNames names) {
        QueryClient client = new QueryClient("input " + reader.name());
        if (!newContacts.admits(client)) {
            return new Recorded(Outcome.LIMITED, 0);
        }
        List<Site> sites = names.sites();
        lookUp(
                sites.stream()
                        .filter(each -> lookedAt.getIfPresent(each.name().site()) == null)
                        .map(each -> question(each, client))
                        .toList());
        Optional<List<DomainName>> first =
                inputs.record(
                        new InputBatch(
                                reader.move(),
                                sites.stream().map(NameRecorder::seen).toList(),
                                clientNotes.fresh(names.askings())));
        if (first.isEmpty()) {
            return new Recorded(Outcome.TAKEN_ELSEWHERE, 0);
        }
        first.get().forEach(_ -> newContacts.charge(client));
        sites.forEach(each -> lookedAt.put(each.name().site(), true));
        clientNotes.stored(names.askings());
        return new Recorded(Outcome.RECORDED, first.get().size());
    }

    private void lookUp(List<PublicQuestion> questions) {
        if (!questions.isEmpty()) {
            outsideLookup.startBehind(
                    questions,
                    facts.readAll(questions.stream().map(PublicQuestion::name).toList()));
        }
    }

    private static PublicQuestion question(Site site, QueryClient client) {
        Question question = new Question(site.name().host().ascii(), false, Duration.ZERO, client);
        return new PublicQuestion(question, site.name(), true);
    }

    private static SeenSite seen(Site site) {
        return new SeenSite(site.name().site(), site.first(), site.last(), site.times());
    }
}
