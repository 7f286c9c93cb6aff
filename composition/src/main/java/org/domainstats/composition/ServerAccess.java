package org.domainstats.composition;

import org.domainstats.access.AccessResources;
import org.domainstats.access.AuditTrail;
import org.domainstats.access.Authenticator;
import org.domainstats.access.ForgetResource;
import org.domainstats.access.IdentityHeader;
import org.domainstats.access.NameErasure;
import org.domainstats.access.Resource;
import org.domainstats.access.SessionRegistry;
import org.domainstats.access.TokenFile;
import org.domainstats.base.Deadline;
import org.domainstats.base.ScheduledTasks;
import org.domainstats.base.Stoppable;
import org.domainstats.http.AccessRole;
import org.domainstats.http.TrustedProxies;
import org.domainstats.server.Api;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.AuditAction;
import org.domainstats.store.Store;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may use the server: the file of tokens, read again when it changes, trusted proxies and the
 * users that they name, and who is signed in.
 */
final class ServerAccess implements Stoppable {

    private static final System.Logger LOG = System.getLogger(ServerAccess.class.getName());

    /**
     * A token that is revoked, or a session that is ended at another server, is refused this much
     * later at most.
     */
    private static final Duration CHECK = Duration.ofSeconds(2);

    /** The name of a header field, RFC 9110 section 5.6.2. */
    private static final Pattern FIELD = Pattern.compile("[!#$%&'*+.^_`|~\\w-]+");

    private final ScheduledTasks tasks = new ScheduledTasks("access");
    private final TrustedProxies proxies;
    private final IdentityHeader identities;
    private final @Nullable TokenFile tokens;
    private final Duration lifetime;

    ServerAccess(Settings settings) {
        // Says what is wrong with the file, or is to be changed.
        var _ = ServerTokens.accepted(settings);
        this.proxies = proxies(settings);
        this.identities = identities(settings);
        this.lifetime = settings.duration(SettingKey.SESSION_LIFETIME);
        this.tokens = settings.file(SettingKey.TOKEN_FILE).map(ServerAccess::open).orElse(null);
    }

    private static TokenFile open(Path path) {
        try {
            return TokenFile.open(path);
        } catch (IOException e) {
            throw new SettingException(
                    "token-file " + path + " cannot be used: " + ErrorMessages.reason(e));
        }
    }

    private static TrustedProxies proxies(Settings settings) {
        try {
            return TrustedProxies.parse(settings.list(SettingKey.TRUSTED_PROXIES));
        } catch (IllegalArgumentException e) {
            throw settings.wrong(SettingKey.TRUSTED_PROXIES, "addresses, or address/bits");
        }
    }

    private IdentityHeader identities(Settings settings) {
        String field = settings.text(SettingKey.IDENTITY_HEADER).strip();
        Map<String, AccessRole> roles = new HashMap<>();
        settings.exactPairs(SettingKey.IDENTITY_ROLES)
                .forEach((user, role) -> roles.put(user, role(settings, role)));
        if (field.isEmpty() && roles.isEmpty()) {
            return IdentityHeader.NONE;
        }
        if (field.isEmpty()) {
            throw new SettingException(
                    settings.origin(SettingKey.IDENTITY_ROLES)
                            + ": identity-roles needs identity-header, which names the users");
        }
        if (!FIELD.matcher(field).matches()) {
            throw settings.wrong(SettingKey.IDENTITY_HEADER, "the name of a header field");
        }
        if (proxies.networks().isEmpty()) {
            throw new SettingException(
                    settings.origin(SettingKey.IDENTITY_HEADER)
                            + ": identity-header "
                            + field
                            + " counts on connections of trusted-proxies only: set those too");
        }
        if (roles.isEmpty()) {
            throw new SettingException(
                    "identity-header needs identity-roles, such as alice=admin,*=read");
        }
        return new IdentityHeader(field, roles);
    }

    private static AccessRole role(Settings settings, String word) {
        return AccessRole.of(word)
                .orElseThrow(
                        () ->
                                settings.wrong(
                                        SettingKey.IDENTITY_ROLES,
                                        "user=ask, user=read or user=admin, with commas between;"
                                                + " * is any other user"));
    }

    TrustedProxies proxies() {
        return proxies;
    }

    /** Whether nobody needs a token. */
    boolean isOpen() {
        return tokens == null;
    }

    /** What the sessions in a store are known by, and kept up to date. */
    SessionRegistry sessions(Store store) {
        SessionRegistry sessions = sessions(store, lifetime);
        try {
            sessions.refresh();
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "nobody can sign in yet: {0}", e.getMessage());
        }
        tasks.every(CHECK, "read the sessions", sessions::refresh);
        return sessions;
    }

    /** The same for a command. */
    static SessionRegistry sessions(Store store, Duration lifetime) {
        return new SessionRegistry(store.sessions(), new SecureRandom(), Wiring.clock(), lifetime);
    }

    /**
     * What is served beside the questions.
     *
     * @param forgotten has what is in memory of contacts read again
     */
    Api api(Store store, SessionRegistry sessions, NameErasure erasure, Runnable forgotten) {
        Authenticator authenticator =
                tokens == null ? Authenticator.OPEN : Authenticator.tokens(tokens::current);
        Authenticator complete = authenticator.behind(proxies).with(identities).with(sessions);
        AuditTrail audit = new AuditTrail(store.auditLog(), Wiring.clock());
        if (tokens != null) {
            tasks.every(CHECK, "read the token file again", () -> refresh(tokens, audit));
        }
        List<Resource> resources =
                new ArrayList<>(AccessResources.of(complete, sessions, audit, tokens));
        resources.add(new ForgetResource(erasure, audit, forgotten).resource());
        return new Api(complete, resources);
    }

    /** Who changed the file on the machine itself is not known. */
    private static void refresh(TokenFile tokens, AuditTrail audit) {
        if (tokens.refresh()) {
            audit.record(AuditTrail.COMMAND, AuditAction.SETTING_CHANGED, "token-file");
        }
    }

    /** A code with which a browser can sign in once, where there are no tokens to do so. */
    static Optional<String> code(SessionRegistry sessions) {
        try {
            return Optional.of(sessions.newCode());
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "no sign-in link: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void stop() {
        tasks.stop();
    }

    @Override
    public void close(Deadline deadline) {
        tasks.close(deadline);
    }
}
