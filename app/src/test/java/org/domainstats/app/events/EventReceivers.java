package org.domainstats.app.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.domainstats.processkit.LocalPorts;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A webhook, a receiver of syslog and something like Elasticsearch, which can all be dead. */
public final class EventReceivers implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What one receiver got: the number and the id of each event. */
    public record Event(long number, String id) {}

    public final List<Event> hook = new CopyOnWriteArrayList<>();
    public final List<Event> syslog = new CopyOnWriteArrayList<>();
    public final List<Event> index = new CopyOnWriteArrayList<>();
    private final int hookPort = LocalPorts.free();
    private final int syslogPort = LocalPorts.free();
    private final int indexPort = LocalPorts.free();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private @Nullable HttpServer hookServer;
    private @Nullable HttpServer indexServer;
    private @Nullable ServerSocket syslogServer;

    public EventReceivers() throws IOException {}

    /** The outputs of a server that sends to these. */
    public String outputs() {
        return "http://127.0.0.1:"
                + hookPort
                + "/#private=yes&format=json&batch=50,syslog+tcp://127.0.0.1:"
                + syslogPort
                + "#format=json,elasticsearch+http://127.0.0.1:"
                + indexPort
                + "/domain-stats#format=json";
    }

    public void start() throws IOException {
        hookServer = http(hookPort, EventReceivers.this::hook);
        indexServer = http(indexPort, EventReceivers.this::bulk);
        ServerSocket server = new ServerSocket(syslogPort, 50, InetAddress.getLoopbackAddress());
        syslogServer = server;
        Thread.ofVirtual().start(() -> accept(server));
    }

    private interface Handler {
        String answer(HttpExchange exchange, String body) throws IOException;
    }

    private static HttpServer http(int port, Handler handler) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    byte[] answer =
                            handler.answer(exchange, new String(body, StandardCharsets.UTF_8))
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private String hook(HttpExchange exchange, String body) throws IOException {
        JSON.readTree(body).forEach(event -> hook.add(event(event)));
        return "{}";
    }

    private String bulk(HttpExchange exchange, String body) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            return "{\"acknowledged\":true}";
        }
        List<Event> events = new ArrayList<>();
        String[] lines = body.split("\n", -1);
        for (int i = 1; i < lines.length; i += 2) {
            events.add(event(JSON.readTree(lines[i])));
        }
        index.addAll(events);
        return "{\"errors\":false,\"items\":["
                + events.stream()
                        .map(_ -> "{\"index\":{\"status\":201}}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    /** An event as the format {@code json} has it. */
    public static Event event(String json) throws IOException {
        return event(JSON.readTree(json));
    }

    private static Event event(JsonNode event) {
        return new Event(event.get("number").asLong(), event.get("id").asText());
    }

    private void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> read(socket));
            }
        } catch (IOException closed) {
            // It is dead, as the test wants it.
        }
    }

    private void read(Socket socket) {
        try (InputStream in = new BufferedInputStream(socket.getInputStream())) {
            while (true) {
                int length = 0;
                for (int c = in.read(); c != ' '; c = in.read()) {
                    if (c < 0) {
                        return;
                    }
                    length = length * 10 + c - '0';
                }
                String message = new String(in.readNBytes(length), StandardCharsets.US_ASCII);
                syslog.add(event(JSON.readTree(message.substring(message.indexOf('{')))));
            }
        } catch (IOException closed) {
            // It is dead, as the test wants it, or the server was killed.
        }
    }

    /** Nobody listens any more, and connections break. */
    public void die() throws IOException {
        if (hookServer != null) {
            hookServer.stop(0);
        }
        if (indexServer != null) {
            indexServer.stop(0);
        }
        if (syslogServer != null) {
            syslogServer.close();
        }
        for (Socket connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    @Override
    public void close() throws IOException {
        die();
    }
}
