package org.domainstats.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Answers from a running server over HTTP. */
final class ServerAnswers implements AnswerSource {

    static final String TOKEN_WANTED = "it wants a token; name the file with --token-file";

    private static final int CONNECT_MILLIS = 300;
    private static final int READ_MILLIS = 30_000;

    private final InetSocketAddress address;
    private final String authority;
    private final List<String> tokens;
    private final ObjectMapper json = new ObjectMapper();

    private ServerAnswers(InetSocketAddress address, List<String> tokens) {
        String host = address.getHostString();
        this.address = address;
        this.authority =
                (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
        this.tokens = tokens;
    }

    /** The server at the address of the settings, if one of ours answers there. */
    static Optional<ServerAnswers> reach(Settings settings) {
        String host = settings.text(SettingKey.BIND);
        String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        int port = settings.port(SettingKey.PORT);
        ServerAnswers server =
                new ServerAnswers(new InetSocketAddress(reachable, port), TokenFile.read(settings));
        return port != 0 && server.isOurs() ? Optional.of(server) : Optional.empty();
    }

    private boolean isOurs() {
        try {
            return get("/livez").path("product").asText().equals("domain-stats");
        } catch (IOException e) {
            // Nobody there, or somebody else: the data folder answers then.
            return false;
        }
    }

    @Override
    public JsonNode ask(String name, boolean peek) {
        String path =
                "/v1/domains/"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        try {
            return get(peek ? path + "?peek=true" : path);
        } catch (IOException e) {
            throw fault("did not answer", e);
        }
    }

    @Override
    public void ask(InputStream rows, OutputStream lines, boolean peek) {
        String head =
                "POST /v1/domains"
                        + (peek ? "?peek=true" : "")
                        + " HTTP/1.1\r\nHost: "
                        + authority
                        + "\r\nConnection: close\r\n"
                        + authorization().map(each -> "Authorization: " + each + "\r\n").orElse("");
        try (ServerBatch batch = new ServerBatch(address, head)) {
            batch.exchange(rows, lines);
        } catch (IOException e) {
            throw fault("did not answer all rows", e);
        }
    }

    private Optional<String> authorization() {
        return tokens.stream().findFirst().map(token -> "Bearer " + token);
    }

    private CommandException fault(String what, IOException cause) {
        return new CommandException(
                "the server at http://"
                        + authority
                        + " "
                        + what
                        + ": "
                        + ErrorMessages.reason(cause),
                cause);
    }

    private JsonNode get(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection)
                        URI.create("http://" + authority + path).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        authorization().ifPresent(each -> connection.setRequestProperty("Authorization", each));
        if (connection.getResponseCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            throw new IOException(TOKEN_WANTED);
        }
        try (InputStream body = connection.getInputStream()) {
            return json.readTree(body);
        }
    }

    @Override
    public void close() {}
}
