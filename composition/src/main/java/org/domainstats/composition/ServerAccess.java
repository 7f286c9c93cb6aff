package org.domainstats.composition;

import org.domainstats.base.ScheduledTasks;
import org.domainstats.base.WatchedFile;
import org.domainstats.http.AccessTokens;
import org.domainstats.http.TrustedProxies;
import org.domainstats.server.Access;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Who may use the server: the file of tokens, read again when it changes, and trusted proxies. */
final class ServerAccess implements AutoCloseable {

    /** A token that is revoked is refused this much later at most. */
    private static final Duration CHECK = Duration.ofSeconds(2);

    private final ScheduledTasks tasks = new ScheduledTasks("token-file");
    private final TrustedProxies proxies;
    private final Access access;

    ServerAccess(Settings settings) {
        // Says what is wrong with the file, or is to be changed.
        var _ = ServerTokens.accepted(settings);
        Access own = settings.file(SettingKey.TOKEN_FILE).map(this::watched).orElse(Access.OPEN);
        this.proxies = proxies(settings);
        this.access = own.behind(proxies);
    }

    private Access watched(Path path) {
        WatchedFile<AccessTokens> file = open(path);
        tasks.every(CHECK, "read the token file again", file::refresh);
        return Access.tokens(file::current);
    }

    private static WatchedFile<AccessTokens> open(Path path) {
        try {
            return WatchedFile.open(path, AccessTokens::parse);
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

    TrustedProxies proxies() {
        return proxies;
    }

    Access access() {
        return access;
    }

    @Override
    public void close() {
        tasks.close();
    }
}
