package org.domainstats.events;

import org.domainstats.base.Deadline;
import org.domainstats.httpclient.AllowedAddresses;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.BodyLimits;
import org.domainstats.httpclient.ClientRequest;
import org.domainstats.httpclient.ClientResponse;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.StreamedResponse;
import org.domainstats.httpclient.SystemResolver;
import org.domainstats.httpclient.TrustedAuthorities;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** How an output reaches its HTTP server. */
final class HttpEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** Receipts are short; that of a bulk request has a line for each document. */
    private static final int LARGEST_REPLY = 4 << 20;

    private static final int LARGEST_RECEIPT = 64 << 10;
    private static final Duration RECEIPT_IDLE = Duration.ofSeconds(1);

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
        return client.exchange(authorized(request), LARGEST_REPLY, Deadline.in(DEADLINE));
    }

    /** Sends a request whose status must be one of success. */
    ClientResponse deliver(ClientRequest request) throws IOException {
        ClientResponse response = send(request);
        requireSuccess(response.status());
        return response;
    }

    /**
     * The same where the status is the whole receipt: a body that is long or never ends must not
     * have the request sent again for ever.
     */
    void deliverForStatus(ClientRequest request) throws IOException {
        BodyLimits limits = new BodyLimits(Deadline.in(DEADLINE.plus(RECEIPT_IDLE)), RECEIPT_IDLE);
        try (StreamedResponse response =
                client.open(authorized(request), Deadline.in(DEADLINE), limits)) {
            requireSuccess(response.status());
            readToKeepConnection(response);
        }
    }

    /** A connection whose response was not read to its end is closed. */
    private static void readToKeepConnection(StreamedResponse response) {
        try {
            var _ = response.body().readNBytes(LARGEST_RECEIPT);
        } catch (IOException e) {
            LOG.debug("the body of a receipt does not end; its connection is closed", e);
        }
    }

    private ClientRequest authorized(ClientRequest request) throws IOException {
        return authorization == null
                ? request
                : request.header("Authorization", authorization.read());
    }

    private static void requireSuccess(int status) throws IOException {
        if (status < 200 || status > 299) {
            throw new IOException("its reply has status " + status);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
