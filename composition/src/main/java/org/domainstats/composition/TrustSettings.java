package org.domainstats.composition;

import org.domainstats.httpclient.TrustedAuthorities;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;

import java.io.IOException;
import java.nio.file.Path;

/** The certificate authorities that settings name. Read at once, so that a bad file is an error. */
final class TrustSettings {

    private TrustSettings() {}

    /**
     * Those of the file that a setting names and no others; those of Java if it is not set.
     *
     * @throws SettingException if the file holds none
     */
    static TrustedAuthorities alone(Settings settings, SettingKey key) {
        return settings.isSet(key) ? read(settings, key) : TrustedAuthorities.java();
    }

    /** Those of the file that a setting names, if it is set, and those of Java. */
    static TrustedAuthorities withJava(Settings settings, SettingKey key) {
        return alone(settings, key).withJava();
    }

    private static TrustedAuthorities read(Settings settings, SettingKey key) {
        Path file = Path.of(settings.text(key));
        try {
            return TrustedAuthorities.pem(file);
        } catch (IOException e) {
            throw new SettingException(
                    key.key() + " " + file + " cannot be used: " + ErrorMessages.reason(e));
        }
    }
}
