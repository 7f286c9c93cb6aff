package org.domainstats.app.registries;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** Serves lists with entity tags, and notes what it was asked. */
final class ListServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Body> bodies = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    /**
     * What is served.
     *
     * @param cut how many of the bytes that it announces are not sent
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Body(byte[] bytes, int cut) {

        static Body of(String text) {
            return new Body(text.getBytes(StandardCharsets.UTF_8), 0);
        }

        private String tag() {
            return "\""
                    + Integer.toHexString(new String(bytes, StandardCharsets.ISO_8859_1).hashCode())
                    + "\"";
        }
    }

    private ListServer(HttpServer server) {
        this.server = server;
    }

    static ListServer start() throws IOException {
        ListServer lists =
                new ListServer(
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50));
        lists.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        lists.server.createContext("/", lists::answer);
        lists.server.start();
        return lists;
    }

    void put(String path, Body body) {
        bodies.put(path, body);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The statuses of the answers under a path, in order. */
    List<String> answers(String path) {
        return asked.stream()
                .filter(each -> each.startsWith(path + " "))
                .map(each -> each.substring(path.length() + 1))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Body body = bodies.get(path);
        if (body == null) {
            // An address in the network of the server, which only an insider reaches.
            exchange.getResponseHeaders().add("Location", "http://127.0.0.2:9/secret");
            note(exchange, path, 302, -1);
            return;
        }
        exchange.getResponseHeaders().add("ETag", body.tag());
        if (body.tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            note(exchange, path, 304, -1);
            return;
        }
        note(exchange, path, 200, body.bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body.bytes, 0, body.bytes.length - body.cut);
        }
    }

    private void note(HttpExchange exchange, String path, int status, int length)
            throws IOException {
        asked.add(path + " " + status);
        exchange.sendResponseHeaders(status, length);
        if (length < 0) {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
