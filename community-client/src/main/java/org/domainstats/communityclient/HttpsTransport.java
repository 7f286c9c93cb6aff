package org.domainstats.communityclient;

import org.domainstats.base.Deadline;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.ClientRequest;
import org.domainstats.httpclient.ClientResponse;
import org.domainstats.httpclient.ExchangeException;
import org.domainstats.protocol.Action;
import org.domainstats.protocol.CommunityReply.Identified;
import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.Malformed;
import org.domainstats.protocol.MessageLimits;
import org.domainstats.protocol.RequestCodec;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** Requests to the server over HTTPS. */
final class HttpsTransport implements CommunityTransport {

    private static final int MOST_WAITING = 1_024;
    private static final Duration FIRST_REPEAT = Duration.ofMillis(100);

    private final URI endpoint;
    private final BlockingHttpClient http;
    private final ReplyVerification verification;
    private final Semaphore seats = new Semaphore(MOST_WAITING);

    HttpsTransport(
            CommunityAddress.Https server,
            BlockingHttpClient http,
            ReplyVerification verification) {
        String base = server.uri().toString();
        this.endpoint = URI.create((base.endsWith("/") ? base : base + "/") + "v1/community");
        this.http = http;
        this.verification = verification;
    }

    @Override
    public ReceivedReply exchange(CommunityRequest.Valid request, Duration deadline) {
        if (!seats.tryAcquire()) {
            return new ReceivedReply.None(
                    MOST_WAITING + " entries to " + endpoint + " wait already");
        }
        try {
            return repeat(request, deadline);
        } finally {
            seats.release();
        }
    }

    private ReceivedReply repeat(CommunityRequest.Valid request, Duration timeout) {
        byte[] body = verification.seal(RequestCodec.encode(request));
        Deadline deadline = Deadline.in(timeout);
        Duration pause = FIRST_REPEAT;
        while (true) {
            ReceivedReply reply = post(body, request, deadline);
            if (reply instanceof ReceivedReply.Reply
                    || deadline.remaining().compareTo(pause) <= 0
                    || Thread.currentThread().isInterrupted()) {
                return reply;
            }
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.multipliedBy(2);
        }
    }

    private ReceivedReply post(byte[] body, CommunityRequest.Valid request, Deadline deadline) {
        try {
            ClientResponse response =
                    http.exchange(
                            ClientRequest.post(endpoint, body)
                                    .header("Content-Type", "application/json"),
                            MessageLimits.DATAGRAM,
                            deadline);
            return response.status() == 200
                    ? read(response.body(), request)
                    : new ReceivedReply.None(endpoint + " answered " + response.status());
        } catch (ExchangeException e) {
            return new ReceivedReply.None(endpoint + ": " + e.reason());
        }
    }

    private ReceivedReply read(byte[] body, CommunityRequest.Valid request) {
        Action action = RequestCodec.action(request);
        Identified said =
                verification.read(
                        body, body.length, id -> Objects.equals(id, request.id()) ? action : null);
        return said.reply() instanceof Malformed malformed
                ? new ReceivedReply.None(
                        endpoint
                                + " gave no usable reply: "
                                + malformed.reason()
                                + verification.unverifiedReply())
                : new ReceivedReply.Reply(said.reply());
    }

    @Override
    public void reconnect() {
        // The client resolves the name for each new connection.
    }

    /** Nothing: the client belongs to whoever passed it, and the feed uses it too. */
    @Override
    public void close() {}
}
