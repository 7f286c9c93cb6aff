package org.domainstats.composition;

import org.domainstats.http.PemFiles;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The certificate of a server and its key, as the settings name them. */
final class TlsSettings {

    private TlsSettings() {}

    /** Null if the settings name none. */
    static @Nullable PemFiles files(Settings settings) {
        Optional<Path> certificate = settings.file(SettingKey.TLS_CERTIFICATE);
        Optional<Path> key = settings.file(SettingKey.TLS_KEY);
        if (certificate.isEmpty() && key.isEmpty()) {
            return null;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new SettingException("tls-certificate and tls-key belong together: set both");
        }
        return new PemFiles(certificate.get(), key.get());
    }

    /**
     * Reads them.
     *
     * @throws SettingException if they cannot be used
     */
    static void verify(Settings settings) {
        PemFiles files = files(settings);
        try {
            if (files != null) {
                files.verify();
            }
        } catch (IOException e) {
            throw new SettingException(
                    "tls-certificate and tls-key cannot be used: " + ErrorMessages.reason(e));
        }
    }
}
