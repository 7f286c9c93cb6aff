package org.domainstats.composition;

import org.domainstats.access.SessionRegistry;
import org.domainstats.base.Durations;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.Store;

import java.net.InetAddress;

/**
 * The link with which a browser signs in at a server without tokens. The code is behind the {@code
 * #}: browsers send that part to nobody, so it is in no log and no Referer, and a program that only
 * looks at the link does not use it up.
 */
public final class SignInLink {

    private static final String PAGE = "ui/sign-in#";

    private SignInLink() {}

    /** A link as it is shown to people. */
    static String text(String url, String code) {
        return url + PAGE + code;
    }

    /** How often and how long it is good, for people. */
    public static String terms() {
        return "good once, for " + Durations.format(SessionRegistry.CODE_LIFETIME);
    }

    /**
     * Makes a link to the server that these settings are of.
     *
     * @throws SettingException if that server has tokens, no store, or no port that is known
     */
    public static String make(Settings settings) {
        if (settings.isSet(SettingKey.TOKEN_FILE)) {
            throw new SettingException(
                    "this server has tokens: sign in with one of the role read or admin; make one"
                            + " with domain-stats admin token add NAME --role admin");
        }
        int port = settings.port(SettingKey.PORT);
        if (port == 0) {
            throw new SettingException("port 0: say which port the server got, with --port");
        }
        String scheme = settings.isSet(SettingKey.TLS_CERTIFICATE) ? "https://" : "http://";
        InetAddress bound = BindAddress.of(settings, SettingKey.BIND).address();
        try (Store store = DataFolder.of(settings).openExistingStore()) {
            return text(
                    scheme + host(bound) + ":" + port + "/",
                    ServerAccess.sessions(store, SessionRegistry.CODE_LIFETIME).newCode());
        }
    }

    /** Nobody can open a wildcard address in a browser. */
    static String host(InetAddress bound) {
        return bound.isAnyLocalAddress() ? "localhost" : new BindAddress(bound).host();
    }
}
