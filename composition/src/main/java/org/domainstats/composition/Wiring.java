package org.domainstats.composition;

import io.micrometer.core.instrument.MeterRegistry;

import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.Formats;
import org.domainstats.answerformats.FreqAlerts;
import org.domainstats.dashboard.ContactFacts;
import org.domainstats.dashboard.ContactRules;
import org.domainstats.dashboard.RegistriesResource;
import org.domainstats.http.BoundedTransport;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.inputs.OwnQuestions;
import org.domainstats.insight.CombinedInsights;
import org.domainstats.insight.OperatorInsights;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.lookup.Community;
import org.domainstats.lookup.InsightSource;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.lookup.LookupSettings;
import org.domainstats.lookup.LookupSources;
import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.Age;
import org.domainstats.model.DomainSuffixes;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.registry.HostReport;
import org.domainstats.registry.MissingSource;
import org.domainstats.registry.RegistrySource;
import org.domainstats.server.AnswerHandler;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.sourcecheck.DomainSample;
import org.domainstats.sourcecheck.SampledDomain;
import org.domainstats.sourcecheck.SourceCheck;
import org.domainstats.sourcecheck.WeeklyCheck;
import org.domainstats.store.Store;
import org.domainstats.usage.StoredClients;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** The parts put together as the settings say. */
public final class Wiring {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();

    private final Settings settings;
    private final DataFolder folder;
    private final SharedVertx vertx = new SharedVertx(BoundedTransport::on);
    private final RegistryWiring registries;
    private @Nullable InsightSource insights;

    public Wiring(Settings settings) {
        this.settings = settings;
        this.folder = DataFolder.of(settings);
        this.registries = new RegistryWiring(settings, folder.path(), vertx);
    }

    public static Clock clock() {
        return CLOCK;
    }

    static RandomGenerator random() {
        return RANDOM;
    }

    /** The engine of those who keep nothing of who asks. */
    public LookupEngine engine(Store store, SqliteKnownDomains knownDomains, Community community) {
        return engine(store, knownDomains, community, StoredClients.NONE);
    }

    /** What the server of the local network keeps of who asks. */
    StoredClients keptClients() {
        return settings.isOn(SettingKey.KEEP_CLIENTS) ? StoredClients.PLAIN : StoredClients.HASHED;
    }

    LookupEngine engine(
            Store store,
            SqliteKnownDomains knownDomains,
            Community community,
            StoredClients clients) {
        return new LookupEngine(
                folder.hostnames(),
                new LookupEngine.Stores(store, knownDomains),
                new LookupSources(community, registry(store), insights(store, knownDomains)),
                new LookupSettings(
                                settings.number(SettingKey.CACHE_SIZE), timeout(), privateNames())
                        .withDatesOfKnownDomains(
                                settings.choice(SettingKey.ANSWER_FORMAT).equals("domain_stats"))
                        .withClients(clients),
                new LookupEngine.Environment(CLOCK, RANDOM));
    }

    public RegistrationSource registry(Store store) {
        return registrySource(store)
                .<RegistrationSource>map(each -> each)
                .orElse(RegistrationSource.OFF);
    }

    /**
     * The registries, or empty if both protocols are off. One for all that ask in this process, as
     * they share the limits of hosts.
     */
    public Optional<RegistrySource> registrySource(Store store) {
        return registries.source(store);
    }

    /** How registries did since the start, for people. */
    RegistriesResource.Report registries(Store store) {
        return registrySource(store)
                .map(
                        source ->
                                new RegistriesResource.Report(
                                        source.hosts().stream().map(Wiring::host).toList(),
                                        source.missingSources().stream()
                                                .map(Wiring::missing)
                                                .toList()))
                .orElse(RegistriesResource.Report.NONE);
    }

    private static RegistriesResource.Host host(HostReport host) {
        return new RegistriesResource.Host(
                host.host(), host.queries(), host.failures(), host.lastError(), host.lastErrorAt());
    }

    private static RegistriesResource.Missing missing(MissingSource each) {
        return new RegistriesResource.Missing(each.tld(), each.times(), each.last());
    }

    /** What this process asks the local resolver. */
    OwnQuestions ownQuestions() {
        return registries.ownQuestions();
    }

    /** Known domains to compare registries by; those that must not leave are not among them. */
    public List<SampledDomain> sample(Store store, SqliteKnownDomains knownDomains, int most) {
        return DomainSample.of(knownDomains, store.registrations(), privateNames(), RANDOM, most);
    }

    /** The weekly check of the registries, or empty if none is asked. */
    Optional<WeeklyCheck> weeklyCheck(
            Store store, SqliteKnownDomains knownDomains, MeterRegistry meters) {
        return registrySource(store)
                .map(
                        registry ->
                                new WeeklyCheck(
                                        new SourceCheck(registry),
                                        () -> sample(store, knownDomains, WeeklyCheck.SAMPLE),
                                        folder.path(),
                                        meters,
                                        CLOCK));
    }

    /** One for answers and pages: it is refreshed once a second. */
    private InsightSource insights(Store store, SqliteKnownDomains knownDomains) {
        if (insights == null) {
            OperatorInsights written = new OperatorInsights(store, CLOCK);
            // The first answer has it, and so has a command that asks once; the lookalikes of a
            // million known domains would hold up the start.
            written.refresh();
            insights =
                    new CombinedInsights(
                            List.of(
                                    new InsightWiring(settings, folder.hostnames())
                                            .insights(knownDomains),
                                    written));
        }
        return insights;
    }

    /** What the pages say of contacts. */
    ContactFacts contactFacts(Store store, SqliteKnownDomains knownDomains, Community community) {
        boolean asksOutside = !community.equals(Community.OFF) || registrySource(store).isPresent();
        return new ContactFacts(
                store,
                knownDomains,
                folder.hostnames(),
                new ContactRules(age(settings), insights(store, knownDomains)::of, asksOutside),
                CLOCK);
    }

    /** The names that no outside source may be asked about. */
    public PrivateNames privateNames() {
        return new PrivateNames(
                suffixes(settings, SettingKey.PROHIBITED_TLDS),
                suffixes(settings, SettingKey.PROHIBITED_DOMAINS));
    }

    /** Each must be a name: of one that is left out, all would leave the network. */
    static List<String> suffixes(Settings settings, SettingKey key) {
        List<String> written = settings.list(key);
        if (DomainSuffixes.of(written).suffixes().size() < written.size()) {
            throw settings.wrong(key, "names such as corp or example.com, with commas between");
        }
        return written;
    }

    public Duration timeout() {
        return settings.duration(SettingKey.ANSWER_WITHIN);
    }

    public Formats formats() {
        Duration offset = Duration.ofHours(settings.number(SettingKey.TIMEZONE_OFFSET));
        return new Formats(Wiring.age(settings), offset, freqAlerts())
                .learningUntil(LearningTime.end(settings));
    }

    private FreqAlerts freqAlerts() {
        return new FreqAlerts(
                settings.decimal(SettingKey.FREQ_AVERAGE_ALERT),
                settings.decimal(SettingKey.FREQ_WORD_ALERT));
    }

    AnswerHandler answers(LookupEngine engine) {
        return new AnswerHandler(engine.reporting(), formats(), timeout(), CLOCK);
    }

    Dialect dialect() {
        Dialect dialect = Dialect.of(settings.choice(SettingKey.ANSWER_FORMAT));
        if (dialect == null) {
            throw settings.wrong(SettingKey.ANSWER_FORMAT, "original, domain_stats or v1");
        }
        return dialect;
    }

    /** The event loops of this process; whoever closes the parts closes it last. */
    public SharedVertx vertx() {
        return vertx;
    }

    /** The rules by which domains are young or old enough. */
    public static Age age(Settings settings) {
        return new Age(
                settings.duration(SettingKey.ESTABLISHED_AFTER),
                settings.duration(SettingKey.YOUNG_WITHIN));
    }

    public DataFolder folder() {
        return folder;
    }
}
