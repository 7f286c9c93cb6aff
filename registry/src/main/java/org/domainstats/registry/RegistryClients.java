package org.domainstats.registry;

import org.domainstats.httpclient.AllowedAddresses;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.NsLookup;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.registrationdata.RdapReader;
import org.domainstats.registrations.DnsExistence;
import org.domainstats.registry.bootstrap.BootstrapSource;
import org.domainstats.registry.bootstrap.RdapBootstrap;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/** The RDAP and WHOIS clients put together as the settings say; they share the limits of hosts. */
final class RegistryClients {

    /** A host answers one query at a time; a redirect may lead to it meanwhile. */
    private static final int CONNECTIONS_PER_HOST = 2;

    /** Longer than the interval between two queries at the slowest published rate. */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

    private final RegistrySettings settings;
    private final RegistryStorage storage;
    private final Environment environment;
    private final RegistrySwitches switches;
    private final AllowedAddresses addresses;
    private final BlockingHttpClient http;
    private final DomainExistence existence;
    private final HostRateLimiter limiter;

    RegistryClients(
            RegistrySettings settings,
            RegistryStorage storage,
            SharedVertx vertx,
            Environment environment) {
        this.settings = settings;
        this.storage = storage;
        this.environment = environment;
        this.switches = new RegistrySwitches(settings.overrides());
        this.addresses =
                settings.allowPrivate()
                        ? AllowedAddresses.any(environment.resolver())
                        : AllowedAddresses.publicOnly(environment.resolver());
        this.http =
                new BlockingHttpClient(
                        vertx,
                        new HttpClientSettings(
                                settings.userAgent(),
                                addresses,
                                settings.trust(),
                                CONNECTIONS_PER_HOST,
                                IDLE_TIMEOUT));
        this.existence = existence(settings.resolveFirst());
        this.limiter =
                new HostRateLimiter(
                        HostLimits.builtIn(),
                        PersistentHostState.in(storage, environment.clock()),
                        existence,
                        new ClockAndRandom(
                                environment.clock(), environment.delay(), environment.random()));
    }

    private static DomainExistence existence(@Nullable NsLookup lookup) {
        return lookup == null
                ? DomainExistence.UNKNOWN
                : domain -> existence(lookup.isNonexistent(domain.ascii()));
    }

    private static DnsExistence existence(Optional<Boolean> nonexistent) {
        return nonexistent
                .map(not -> not ? DnsExistence.NONEXISTENT : DnsExistence.MAY_EXIST)
                .orElse(DnsExistence.UNANSWERED);
    }

    DomainExistence existence() {
        return existence;
    }

    /** How hosts did, for people. */
    HostReports reports() {
        return limiter.reports();
    }

    RegistrySwitches switches() {
        return switches;
    }

    RdapLookup rdap() {
        BootstrapSource source =
                BootstrapSource.at(
                        settings.bootstrap(), storage.folder(), http, environment.clock());
        boolean ownList = !settings.bootstrap().equals(RegistrySettings.IANA_BOOTSTRAP);
        return new RdapLookup(
                ownList,
                new RdapServers(switches.rdapServers(), ownList),
                new RdapBootstrap(
                        source,
                        environment.clock(),
                        environment.random(),
                        environment.background()),
                new RdapClient(
                        http,
                        new RdapReader(environment.clock()),
                        limiter,
                        environment.clock(),
                        settings.deadline()));
    }

    WhoisLookup whois() {
        WhoisClient client = new WhoisClient(addresses, settings.deadline());
        WhoisReferrals referrals =
                new WhoisReferrals(
                        storage.folder(),
                        settings.whoisRoot(),
                        settings.allowPrivate(),
                        environment.clock());
        return new WhoisLookup(
                switches,
                new WhoisDirectory(client, limiter, referrals),
                client,
                environment.whoisReader(),
                limiter);
    }
}
