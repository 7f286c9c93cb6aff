package org.domainstats.httpclient;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

import org.domainstats.base.Deadline;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Gets a connection for a request, an open one or a new one, to an address that was judged: the
 * name is resolved here, and Vert.x is given the address.
 */
final class Connector {

    /** What each address but the last gets at most, as in RFC 8305 with a little more time. */
    private static final Duration ATTEMPT = Duration.ofSeconds(1);

    private final HttpClient client;
    private final HttpClientSettings settings;
    private final LastAddresses lastAddresses = new LastAddresses();

    Connector(HttpClient client, HttpClientSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** The request on its connection, not sent yet. */
    HttpClientRequest connect(ClientRequest request, Deadline deadline) throws ExchangeException {
        HostPort host = HostPort.of(request.uri());
        List<InetAddress> addresses =
                lastAddresses.first(host, settings.addresses().find(host.host(), deadline));
        ExchangeException last = null;
        int left = addresses.size();
        for (InetAddress address : addresses) {
            try {
                HttpClientRequest connected =
                        FutureResult.until(
                                share(deadline.remaining(), left--),
                                open(options(request, host, address)),
                                Connector::giveUp);
                lastAddresses.connected(host, address);
                return connected;
            } catch (ExchangeException e) {
                last = e;
            }
        }
        throw Objects.requireNonNull(last, "a host without addresses is an exception");
    }

    /** Without a handler Vert.x logs the reset as an error of its own, which it is not. */
    private static void giveUp(HttpClientRequest late) {
        late.exceptionHandler(_ -> {});
        late.reset();
    }

    private Future<HttpClientRequest> open(RequestOptions options) throws ExchangeException {
        try {
            return client.request(options);
        } catch (IllegalStateException e) {
            throw new ConnectionException("the client is closed", e);
        }
    }

    /** Every address gets its share of what is left, the last one all of it. */
    private static Duration share(Duration remaining, int addresses) {
        Duration share = remaining.dividedBy(addresses);
        return addresses == 1 || share.compareTo(ATTEMPT) < 0 ? share : ATTEMPT;
    }

    private RequestOptions options(ClientRequest request, HostPort host, InetAddress address) {
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap()
                        .set("User-Agent", settings.userAgent())
                        .set("Accept-Encoding", "identity");
        request.headers().forEach(headers::set);
        RequestOptions options =
                new RequestOptions()
                        .setMethod(request.method())
                        .setServer(SocketAddress.inetSocketAddress(host.port(), literal(address)))
                        .setHost(host.host())
                        .setPort(host.port())
                        .setURI(request.target())
                        .setSsl(request.isSecure())
                        .setFollowRedirects(false)
                        .setHeaders(headers);
        if (request.isSecure()) {
            options.setSslOptions(settings.trust().options());
        }
        return options;
    }

    /**
     * The digits alone: with the name in it, Vert.x would resolve the name once more. Those of IPv6
     * in brackets, as in a URL, without which it refuses them.
     */
    private static String literal(InetAddress address) {
        try {
            String digits = InetAddress.getByAddress(address.getAddress()).getHostAddress();
            return address instanceof Inet6Address ? "[" + digits + "]" : digits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
