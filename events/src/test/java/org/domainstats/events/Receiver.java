package org.domainstats.events;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An HTTP server that notes what it gets, and answers as a test says. */
final class Receiver implements AutoCloseable {

    /** A request as it came. */
    record Received(String method, String path, String body, String signature) {}

    /** What is answered. */
    record Reply(int status, String body) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    volatile Function<Received, Reply> answer = _ -> new Reply(200, "{}");
    private final HttpServer server;

    Receiver() {
        this(0);
    }

    Receiver(int port) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String signature = exchange.getRequestHeaders().getFirst("Domain-Stats-Signature");
        Received request =
                new Received(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                        String.valueOf(signature));
        received.add(request);
        Reply reply = answer.apply(request);
        byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
