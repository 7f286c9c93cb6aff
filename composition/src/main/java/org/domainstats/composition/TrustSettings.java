package org.domainstats.composition;

import org.domainstats.httpclient.TrustedAuthorities;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;

import java.io.IOException;
import java.nio.file.Path;

/** The certificate authorities that settings name. Read at once, so that a bad file is an error. */
public final class TrustSettings {

    private TrustSettings() {}

    /**
     * Those of the file that a setting names and no others; those of Java if it is not set.
     *
     * @throws SettingException if the file holds none
     */
    public static TrustedAuthorities alone(Settings settings, SettingKey key) {
        return settings.isSet(key) ? read(settings, key) : TrustedAuthorities.java();
    }

    /** Those of the file that a setting names, if it is set, and those of Java. */
    static TrustedAuthorities withJava(Settings settings, SettingKey key) {
        return alone(settings, key).withJava();
    }

    /**
     * The certificate of the file that a setting names, by which one host is known.
     *
     * @throws SettingException if the file holds none
     */
    public static TrustedAuthorities certificate(Settings settings, SettingKey key) {
        return read(settings, key, TrustedAuthorities::certificate);
    }

    private static TrustedAuthorities read(Settings settings, SettingKey key) {
        return read(settings, key, TrustedAuthorities::pem);
    }

    private static TrustedAuthorities read(Settings settings, SettingKey key, Reading reading) {
        Path file = Path.of(settings.text(key));
        try {
            return reading.read(file);
        } catch (IOException e) {
            throw new SettingException(
                    key.key() + " " + file + " cannot be used: " + ErrorMessages.reason(e));
        }
    }

    private interface Reading {
        TrustedAuthorities read(Path file) throws IOException;
    }
}
