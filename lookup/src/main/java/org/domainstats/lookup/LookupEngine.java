package org.domainstats.lookup;

import org.domainstats.model.Answer;
import org.domainstats.model.DomainName;
import org.domainstats.model.Facts;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Insights;
import org.domainstats.model.NotPublic;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.Seen;
import org.domainstats.model.Sighting;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts;
import org.domainstats.store.KnownDomains;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The straight line: hostname, domain and site, known domains, contact, registration, answer. */
public final class LookupEngine implements Lookup, AutoCloseable {

    private final Hostnames hostnames;
    private final KnownDomains knownDomains;
    private final Contacts contacts;
    private final Inquiry inquiry;
    private final InsightSource insights;
    private final AnswerCache cache;
    private final AskedTally tally;
    private final Chores chores;
    private final InstantSource clock;

    public LookupEngine(
            Hostnames hostnames,
            Kept kept,
            Outside outside,
            LookupSettings settings,
            Surroundings surroundings) {
        this.hostnames = hostnames;
        this.knownDomains = kept.knownDomains();
        this.contacts = kept.store().contacts();
        this.insights = outside.insights();
        this.clock = surroundings.clock();
        this.tally = new AskedTally(contacts);
        this.cache = new AnswerCache(settings.cacheSize(), tally);
        Learner learner =
                new Learner(kept.store(), outside.registry(), clock, surroundings.random());
        this.inquiry =
                new Inquiry(
                        learner,
                        kept.store().communityContacts(),
                        outside,
                        settings.shelter(),
                        clock);
        this.chores = new Chores(learner, tally, cache, knownDomains);
    }

    /** Starts what is done in the background: retries, counting, noticing new known domains. */
    public void start() {
        chores.start();
    }

    /** Does at once what is otherwise done in the background. Blocks on the disk. */
    void doChores() {
        chores.doAll();
    }

    @Override
    public @Nullable CachedAnswer cached(String asked) {
        CachedAnswer cached = cache.find(asked, clock.millis());
        if (cached != null) {
            return cached;
        }
        return hostnames.reduce(asked) instanceof NotPublic junk
                ? new CachedAnswer(notPublic(asked, junk))
                : null;
    }

    @Override
    public Answer answer(Question question) {
        return switch (hostnames.reduce(question.asked())) {
            case NotPublic junk -> notPublic(question.asked(), junk);
            case PublicName name -> answer(question, name);
        };
    }

    private static Answer notPublic(String asked, NotPublic junk) {
        return new Answer(asked, junk, Seen.NOTHING, Facts.NONE);
    }

    private Answer answer(Question question, PublicName name) {
        long generation = cache.generation();
        Local local = Local.find(knownDomains, name);
        Sighting byYou = byYou(question, name.site());
        Findings findings = inquiry.about(name, local, question);
        Sighting byWeb = local.domainEstablished() ? Sighting.ESTABLISHED : findings.byWeb();
        RegistrationOutcome registration = findings.registration();
        Insights others = insights.of(name);
        Facts facts = new Facts(registration, local.rank(), findings.status(), others);
        Answer answer =
                new Answer(question.asked(), name, new Seen(byWeb, findings.byUs(), byYou), facts);
        if (!question.peek()) {
            tally.counter(name.site()).count(clock.millis());
            cache.put(answer.repeatable(), name, findings.validUntil(), generation);
        }
        return answer;
    }

    private Sighting byYou(Question question, DomainName site) {
        if (question.peek()) {
            Optional<Instant> known = contacts.find(site);
            return known.isPresent() ? new Sighting.At(known.get()) : Sighting.UNAVAILABLE;
        }
        Contact contact = contacts.touch(site, clock.instant());
        return contact.first()
                ? new Sighting.FirstContact(contact.firstAsked())
                : new Sighting.At(contact.firstAsked());
    }

    @Override
    public CacheStats stats() {
        return cache.stats();
    }

    /** Ends the background work and writes what was counted. */
    @Override
    public void close() {
        chores.close();
        tally.flush();
    }

    /** Where things are kept. */
    public record Kept(org.domainstats.store.Store store, KnownDomains knownDomains) {}

    /** Time and chance, so that tests can have their own. */
    public record Surroundings(InstantSource clock, RandomGenerator random) {}
}
