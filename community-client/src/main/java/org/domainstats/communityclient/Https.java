package org.domainstats.communityclient;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpClient;
import java.time.Duration;

import javax.net.ssl.SSLContext;

/** How this program speaks HTTPS to a community server and to where a feed is kept. */
public final class Https {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private Https() {}

    /**
     * A client that follows no redirects.
     *
     * @param trust whom to trust, or null for whom Java trusts
     */
    public static HttpClient client(@Nullable SSLContext trust) {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        // What the protocol says; to offer more makes each first contact longer.
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(LONGEST_CONNECT);
        return (trust == null ? builder : builder.sslContext(trust)).build();
    }
}
