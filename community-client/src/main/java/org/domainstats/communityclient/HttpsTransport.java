package org.domainstats.communityclient;

import org.domainstats.protocol.Action;
import org.domainstats.protocol.CommunityReply.Identified;
import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.Malformed;
import org.domainstats.protocol.MessageLimits;
import org.domainstats.protocol.RequestCodec;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** Requests to the server over HTTPS. */
final class HttpsTransport implements CommunityTransport {

    private static final int MOST_WAITING = 1_024;
    private static final Duration FIRST_REPEAT = Duration.ofMillis(100);

    private final URI endpoint;
    private final HttpClient http;
    private final ReplyVerification belief;
    private final Semaphore seats = new Semaphore(MOST_WAITING);

    HttpsTransport(CommunityAddress.Https server, HttpClient http, ReplyVerification belief) {
        String base = server.uri().toString();
        this.endpoint = URI.create((base.endsWith("/") ? base : base + "/") + "v1/community");
        this.http = http;
        this.belief = belief;
    }

    @Override
    public ReceivedReply exchange(CommunityRequest.Valid request, Duration deadline) {
        if (!seats.tryAcquire()) {
            return new ReceivedReply.None(
                    MOST_WAITING + " entries to " + endpoint + " wait already");
        }
        try {
            return repeat(request, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ReceivedReply.None("interrupted");
        } finally {
            seats.release();
        }
    }

    private ReceivedReply repeat(CommunityRequest.Valid request, Duration deadline)
            throws InterruptedException {
        byte[] body = belief.seal(RequestCodec.encode(request));
        long end = System.nanoTime() + deadline.toNanos();
        long pause = FIRST_REPEAT.toNanos();
        while (true) {
            ReceivedReply heard = post(body, request, Math.max(1, end - System.nanoTime()));
            if (heard instanceof ReceivedReply.Reply || System.nanoTime() + pause >= end) {
                return heard;
            }
            LockSupport.parkNanos(pause);
            pause *= 2;
        }
    }

    private ReceivedReply post(byte[] body, CommunityRequest.Valid request, long nanos)
            throws InterruptedException {
        HttpRequest post =
                HttpRequest.newBuilder(endpoint)
                        .timeout(Duration.ofNanos(nanos))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        try {
            HttpResponse<byte[]> response =
                    http.send(
                            post,
                            BodyHandlers.limiting(
                                    BodyHandlers.ofByteArray(), MessageLimits.DATAGRAM));
            return response.statusCode() == 200
                    ? read(response.body(), request)
                    : new ReceivedReply.None(endpoint + " answered " + response.statusCode());
        } catch (IOException e) {
            return new ReceivedReply.None(
                    endpoint + ": " + Objects.requireNonNullElse(e.getMessage(), "no connection"));
        }
    }

    private ReceivedReply read(byte[] body, CommunityRequest.Valid request) {
        Action action = RequestCodec.action(request);
        Identified said =
                belief.read(
                        body, body.length, id -> Objects.equals(id, request.id()) ? action : null);
        return said.reply() instanceof Malformed malformed
                ? new ReceivedReply.None(
                        endpoint
                                + " gave no usable reply: "
                                + malformed.reason()
                                + belief.unverifiedReply())
                : new ReceivedReply.Reply(said.reply());
    }

    @Override
    public void reconnect() {
        // The client resolves the name for each new connection.
    }

    @Override
    public void close() {
        http.close();
    }
}
