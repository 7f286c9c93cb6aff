package org.domainstats.httpclient;

import org.domainstats.base.Deadline;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Clients of a test, with names of its own. */
final class Clients implements AfterEachCallback {

    static final Duration LONG = Duration.ofSeconds(60);
    static final int CONNECTIONS = 4;
    static final int LARGEST = 1_000;

    /** What a name resolves to; other names are literal addresses. */
    final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();

    private final SharedVertx vertx = new SharedVertx();
    private final List<BlockingHttpClient> opened = new ArrayList<>();

    BlockingHttpClient client() {
        return client(AllowedAddresses.any(this::resolve), TrustedAuthorities.java());
    }

    BlockingHttpClient client(AllowedAddresses addresses, TrustedAuthorities trust) {
        BlockingHttpClient client =
                new BlockingHttpClient(
                        vertx,
                        new HttpClientSettings(
                                "test/1.0", addresses, trust, CONNECTIONS, Duration.ofSeconds(30)));
        opened.add(client);
        return client;
    }

    /** Resolves as told by {@link #names}. */
    List<InetAddress> resolve(String host, Deadline deadline) throws ExchangeException {
        List<InetAddress> told = names.get(host);
        return told == null ? List.of(address(host)) : told;
    }

    static InetAddress address(String literal) {
        if (!literal.matches("[0-9.]+|\\[?[0-9a-f:]+]?")) {
            throw new IllegalArgumentException("tests stay off the network: " + literal);
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ClientResponse get(BlockingHttpClient client, URI uri) throws ExchangeException {
        return client.exchange(ClientRequest.get(uri), LARGEST, Deadline.in(LONG));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        opened.forEach(BlockingHttpClient::close);
        vertx.close();
    }
}
