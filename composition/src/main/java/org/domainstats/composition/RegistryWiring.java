package org.domainstats.composition;

import org.domainstats.httpclient.HostPort;
import org.domainstats.httpclient.NsLookup;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.inputs.OwnQuestions;
import org.domainstats.model.DomainName;
import org.domainstats.registry.HostLeases;
import org.domainstats.registry.RegistryOverride;
import org.domainstats.registry.RegistrySettings;
import org.domainstats.registry.RegistrySource;
import org.domainstats.registry.RegistryStorage;
import org.domainstats.registry.bootstrap.BootstrapSource;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.Leases;
import org.domainstats.store.Leases.Lease;
import org.domainstats.store.Store;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How registries are asked, as the settings say. */
final class RegistryWiring {

    /**
     * One exchange with one registry. Answers do not wait for it; what goes on behind them does.
     */
    private static final Duration REGISTRY_DEADLINE = Duration.ofSeconds(8);

    private static final System.Logger LOG = System.getLogger(RegistryWiring.class.getName());

    private final Settings settings;
    private final Path folder;
    private final SharedVertx vertx;
    private final OwnQuestions ownQuestions = new OwnQuestions();
    private @Nullable RegistrySource source;

    /**
     * @param folder where the state of registries is kept
     */
    RegistryWiring(Settings settings, Path folder, SharedVertx vertx) {
        this.settings = settings;
        this.folder = folder;
        this.vertx = vertx;
    }

    /** One source for the whole process, or empty if both protocols are off. */
    Optional<RegistrySource> source(Store store) {
        if (source == null) {
            source = open(store);
        }
        return Optional.ofNullable(source);
    }

    /** What this process asks the local resolver. */
    OwnQuestions ownQuestions() {
        return ownQuestions;
    }

    private @Nullable RegistrySource open(Store store) {
        boolean rdap = settings.isOn(SettingKey.RDAP);
        boolean whois = settings.isOn(SettingKey.WHOIS);
        if (!rdap && !whois) {
            return null;
        }
        RegistrySettings registrySettings =
                new RegistrySettings(
                        rdap,
                        whois,
                        bootstrap(),
                        whoisRoot(),
                        settings.isOn(SettingKey.ALLOW_PRIVATE_REGISTRIES),
                        registryOverrides(),
                        REGISTRY_DEADLINE,
                        contact(),
                        TrustSettings.withJava(settings, SettingKey.REGISTRY_CA),
                        resolveFirst());
        return new RegistrySource(
                registrySettings,
                new RegistryStorage(folder, store.dailyCounts(), leases(store.leases())),
                vertx,
                Wiring.clock(),
                Wiring.random());
    }

    private String contact() {
        String contact = settings.text(SettingKey.REGISTRY_CONTACT);
        if (!RegistrySettings.isContact(contact)) {
            throw settings.wrong(
                    SettingKey.REGISTRY_CONTACT,
                    "at most 200 plain ASCII characters, for it goes into an HTTP header");
        }
        return contact;
    }

    private String bootstrap() {
        String location = settings.text(SettingKey.RDAP_BOOTSTRAP).strip();
        if (settings.isOn(SettingKey.RDAP) && !BootstrapSource.isLocation(location)) {
            throw settings.wrong(
                    SettingKey.RDAP_BOOTSTRAP, "a URL of http or https, or a file that is there");
        }
        return location;
    }

    private @Nullable NsLookup resolveFirst() {
        String text = settings.text(SettingKey.RESOLVE_FIRST).strip();
        try {
            return switch (text) {
                case "off", "false", "no" -> null;
                // Names that loopback registries make up are in no DNS.
                case "on", "true", "yes" ->
                        settings.isOn(SettingKey.ALLOW_PRIVATE_REGISTRIES)
                                ? null
                                : NsLookup.system(vertx).telling(this::noteOwnQuestion);
                default -> NsLookup.at(vertx, resolver(text)).telling(this::noteOwnQuestion);
            };
        } catch (IllegalArgumentException e) {
            throw settings.wrong(
                    SettingKey.RESOLVE_FIRST,
                    "on, off or host:port of a resolver, such as 127.0.0.1:53");
        }
    }

    /** A single word alone is rather one that was to be on or off. */
    private static HostPort resolver(String text) {
        if (!text.contains(".") && !text.contains(":")) {
            throw new IllegalArgumentException("neither an address nor a host:port");
        }
        return HostPort.parse(text, 53);
    }

    private void noteOwnQuestion(String domain) {
        DomainName.of(domain).ifPresent(ownQuestions::asking);
    }

    private HostPort whoisRoot() {
        try {
            return HostPort.parse(settings.text(SettingKey.WHOIS_ROOT).strip(), 43);
        } catch (IllegalArgumentException e) {
            throw settings.wrong(
                    SettingKey.WHOIS_ROOT,
                    "host:port of a WHOIS server, such as whois.iana.org:43");
        }
    }

    private Map<String, RegistryOverride> registryOverrides() {
        Map<String, RegistryOverride> overrides = new HashMap<>();
        settings.pairs(SettingKey.REGISTRIES)
                .forEach(
                        (zone, text) -> {
                            try {
                                overrides.put(zone, RegistryOverride.parse(text));
                            } catch (IllegalArgumentException e) {
                                throw new SettingException(
                                        settings.origin(SettingKey.REGISTRIES)
                                                + ": registries, "
                                                + zone
                                                + ": "
                                                + e.getMessage());
                            }
                        });
        return overrides;
    }

    private static HostLeases leases(Leases leases) {
        return (host, longest) -> {
            Lease lease = leases.begin(host, longest);
            return lease.isBegun()
                    ? new HostLeases.Begun(pause -> end(leases, host, lease, pause))
                    : new HostLeases.Later(lease.left());
        };
    }

    /** What the host replied counts, whatever becomes of the lease. */
    private static void end(Leases leases, String host, Lease lease, Duration pause) {
        try {
            leases.end(host, lease, pause);
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.DEBUG, "the lease of " + host + " ends by itself", e);
        }
    }
}
