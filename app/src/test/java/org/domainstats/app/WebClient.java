package org.domainstats.app;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.RawResponse;
import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * A client on loopback that sends what it is told to, header fields included.
 *
 * @param from its own address: all of 127.0.0.0/8 are of this machine
 * @param fields header lines of every request
 */
public record WebClient(URI server, String from, List<String> fields) {

    public static WebClient of(ServerProcess server) {
        return new WebClient(server.url(), "127.0.0.1", List.of());
    }

    /** The same from another address. */
    public WebClient from(String address) {
        return new WebClient(server, address, fields);
    }

    /** The same with more header lines. */
    public WebClient with(String... lines) {
        return new WebClient(
                server, from, Stream.concat(fields.stream(), Stream.of(lines)).toList());
    }

    public WebClient bearing(String token) {
        return with("Authorization: Bearer " + token);
    }

    /** A browser, as far as its header fields show it. */
    public WebClient asBrowser() {
        return with("User-Agent: Mozilla/5.0", "Sec-Fetch-Site: same-origin");
    }

    /** With the cookie that a response set, as a browser sends it back. */
    public WebClient withCookieOf(RawResponse response) {
        return with("Cookie: " + response.header("set-cookie").split(";", 2)[0]);
    }

    public RawResponse get(String target) throws IOException {
        return send("GET", target, "");
    }

    public RawResponse post(String target, String body) throws IOException {
        return send("POST", target, body);
    }

    public RawResponse delete(String target) throws IOException {
        return send("DELETE", target, "");
    }

    public RawResponse send(String method, String target, String body) throws IOException {
        try (RawHttpClient client = new RawHttpClient(connect(), server.getAuthority())) {
            return client.send(request(method, target, body)).receive();
        }
    }

    /** Asks, and leaves the response to be read. */
    public RawHttpClient open(String target) throws IOException {
        return new RawHttpClient(connect(), server.getAuthority()).send(request("GET", target, ""));
    }

    /** The head of a response that may never end. */
    public RawResponse head(String target) throws IOException {
        try (RawHttpClient client = open(target)) {
            return client.receiveHead();
        }
    }

    private String request(String method, String target, String body) {
        StringBuilder request =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        if (fields.stream().noneMatch(field -> field.startsWith("Host: "))) {
            request.append("Host: ").append(server.getAuthority()).append("\r\n");
        }
        fields.forEach(field -> request.append(field).append("\r\n"));
        if (!body.isEmpty()) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return request + "\r\n" + body;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 30_000);
            socket.setSoTimeout(30_000);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
