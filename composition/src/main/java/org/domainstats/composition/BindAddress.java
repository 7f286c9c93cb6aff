package org.domainstats.composition;

import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The address that a server listens on, as a setting writes it. */
public record BindAddress(InetAddress address) {

    public static BindAddress of(Settings settings, SettingKey key) {
        String written = settings.text(key).strip();
        if (written.isEmpty()) {
            throw settings.wrong(key, "an address of this machine");
        }
        try {
            return new BindAddress(InetAddress.getByName(written));
        } catch (UnknownHostException e) {
            throw settings.wrong(key, "an address of this machine");
        }
    }

    /** Whether only this machine can reach it, however it is written. */
    public boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /** As it stands in a URL. */
    public String host() {
        String host = address.getHostAddress();
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }
}
