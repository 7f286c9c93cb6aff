package org.domainstats.communityclient;

import org.domainstats.protocol.Action;
import org.domainstats.protocol.Limits;
import org.domainstats.protocol.Malformed;
import org.domainstats.protocol.Reply.Identified;
import org.domainstats.protocol.Request;
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
final class HttpsWire implements Wire {

    private static final int MOST_WAITING = 1_024;
    private static final Duration FIRST_REPEAT = Duration.ofMillis(100);

    private final URI endpoint;
    private final HttpClient http;
    private final Belief belief;
    private final Semaphore seats = new Semaphore(MOST_WAITING);

    HttpsWire(CommunityAddress.Https server, HttpClient http, Belief belief) {
        String base = server.uri().toString();
        this.endpoint = URI.create((base.endsWith("/") ? base : base + "/") + "v1/community");
        this.http = http;
        this.belief = belief;
    }

    @Override
    public Heard exchange(Request.Understood request, Duration deadline) {
        if (!seats.tryAcquire()) {
            return new Heard.Nothing(MOST_WAITING + " questions to " + endpoint + " wait already");
        }
        try {
            return repeat(request, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Heard.Nothing("interrupted");
        } finally {
            seats.release();
        }
    }

    private Heard repeat(Request.Understood request, Duration deadline)
            throws InterruptedException {
        byte[] body = belief.seal(RequestCodec.encode(request));
        long end = System.nanoTime() + deadline.toNanos();
        long pause = FIRST_REPEAT.toNanos();
        while (true) {
            Heard heard = post(body, request, Math.max(1, end - System.nanoTime()));
            if (heard instanceof Heard.Word || System.nanoTime() + pause >= end) {
                return heard;
            }
            LockSupport.parkNanos(pause);
            pause *= 2;
        }
    }

    private Heard post(byte[] body, Request.Understood request, long nanos)
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
                            BodyHandlers.limiting(BodyHandlers.ofByteArray(), Limits.DATAGRAM));
            return response.statusCode() == 200
                    ? read(response.body(), request)
                    : new Heard.Nothing(endpoint + " answered " + response.statusCode());
        } catch (IOException e) {
            return new Heard.Nothing(
                    endpoint + ": " + Objects.requireNonNullElse(e.getMessage(), "no connection"));
        }
    }

    private Heard read(byte[] body, Request.Understood request) {
        Action action = RequestCodec.action(request);
        Identified said =
                belief.read(
                        body, body.length, id -> Objects.equals(id, request.id()) ? action : null);
        return said.reply() instanceof Malformed malformed
                ? new Heard.Nothing(
                        endpoint + " gave no usable reply: " + malformed.reason() + belief.rumour())
                : new Heard.Word(said.reply());
    }

    @Override
    public void close() {
        http.close();
    }
}
