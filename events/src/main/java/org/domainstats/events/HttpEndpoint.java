package org.domainstats.events;

import org.domainstats.base.Deadline;
import org.domainstats.httpclient.AllowedAddresses;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.ClientRequest;
import org.domainstats.httpclient.ClientResponse;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.SystemResolver;
import org.domainstats.httpclient.TrustedAuthorities;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** How an output reaches its HTTP server. */
final class HttpEndpoint implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Receipts are short; that of a bulk request has a line for each document. */
    private static final int LARGEST_REPLY = 4 << 20;

    private final BlockingHttpClient client;
    private final @Nullable SecretFile authorization;

    private HttpEndpoint(BlockingHttpClient client, @Nullable SecretFile authorization) {
        this.client = client;
        this.authorization = authorization;
    }

    /**
     * @param privateToo whether it may be at an address of a private network
     * @throws IllegalArgumentException if an option is wrong
     */
    static HttpEndpoint of(OutputSpec spec, OutputParts parts, boolean privateToo) {
        SystemResolver resolver = new SystemResolver();
        AllowedAddresses addresses =
                privateToo
                        ? AllowedAddresses.any(resolver)
                        : AllowedAddresses.publicOnly(
                                resolver,
                                "its address is not a public one; the option private=yes allows"
                                        + " it");
        HttpClientSettings settings =
                new HttpClientSettings(
                        "domain-stats/" + parts.version(), addresses, trust(spec), 1, IDLE);
        @Nullable String file = spec.options().get("authorization-file");
        return new HttpEndpoint(
                new BlockingHttpClient(parts.vertx(), settings),
                file == null ? null : SecretFile.of("authorization-file", file));
    }

    static TrustedAuthorities trust(OutputSpec spec) {
        @Nullable String file = spec.options().get("ca");
        try {
            return file == null
                    ? TrustedAuthorities.java()
                    : TrustedAuthorities.pem(Path.of(file)).withJava();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "ca: " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Sends a request, and receives the reply whatever its status. */
    ClientResponse send(ClientRequest request) throws IOException {
        ClientRequest complete =
                authorization == null
                        ? request
                        : request.header("Authorization", authorization.read());
        return client.exchange(complete, LARGEST_REPLY, Deadline.in(DEADLINE));
    }

    /** Sends a request whose status must be one of success. */
    ClientResponse deliver(ClientRequest request) throws IOException {
        ClientResponse response = send(request);
        if (response.status() < 200 || response.status() > 299) {
            throw new IOException("its reply has status " + response.status());
        }
        return response;
    }

    @Override
    public void close() {
        client.close();
    }
}
