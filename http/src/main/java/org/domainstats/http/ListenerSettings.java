package org.domainstats.http;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.time.InstantSource;

/**
 * Where a listener is and how it is secured.
 *
 * @param address port 0 leaves the choice to the system; 0.0.0.0 means IPv4 only
 * @param tls certificate and key, or null for plain HTTP
 * @param browsers what pages elsewhere may do through a browser
 * @param clock for the Date field
 */
public record ListenerSettings(
        InetSocketAddress address,
        @Nullable PemFiles tls,
        HttpLimits limits,
        BrowserPolicy browsers,
        InstantSource clock) {

    /** Plain HTTP with the usual limits. */
    public static ListenerSettings plain(InetSocketAddress address) {
        return new ListenerSettings(
                address, null, HttpLimits.DEFAULT, BrowserPolicy.DEFAULT, InstantSource.system());
    }

    public ListenerSettings withTls(@Nullable PemFiles files) {
        return new ListenerSettings(address, files, limits, browsers, clock);
    }

    public ListenerSettings withLimits(HttpLimits other) {
        return new ListenerSettings(address, tls, other, browsers, clock);
    }

    public ListenerSettings withClock(InstantSource other) {
        return new ListenerSettings(address, tls, limits, browsers, other);
    }

    public ListenerSettings withBrowsers(BrowserPolicy other) {
        return new ListenerSettings(address, tls, limits, other, clock);
    }
}
