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

    /**
     * Reads them, so that what is wrong with them is an error of the settings.
     *
     * @return null if the settings name none
     * @throws SettingException if they cannot be used
     */
    static @Nullable PemFiles files(Settings settings) {
        Optional<Path> certificate = settings.file(SettingKey.TLS_CERTIFICATE);
        Optional<Path> key = settings.file(SettingKey.TLS_KEY);
        if (certificate.isEmpty() && key.isEmpty()) {
            return null;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new SettingException("tls-certificate and tls-key belong together: set both");
        }
        PemFiles files = new PemFiles(certificate.get(), key.get());
        try {
            files.verify();
        } catch (IOException e) {
            throw new SettingException(
                    "tls-certificate and tls-key cannot be used: " + ErrorMessages.reason(e));
        }
        return files;
    }
}
