package org.domainstats.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Answers from a running server over HTTP. */
final class ServerAnswers implements AnswerSource {

    private static final int CONNECT_MILLIS = 300;
    private static final int READ_MILLIS = 30_000;

    private final String base;
    private final ObjectMapper json = new ObjectMapper();

    private ServerAnswers(String base) {
        this.base = base;
    }

    /** The server at the address of the settings, if one of ours answers there. */
    static Optional<ServerAnswers> reach(Settings settings) {
        String host = settings.text(SettingKey.BIND);
        String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        String literal = reachable.indexOf(':') >= 0 ? "[" + reachable + "]" : reachable;
        ServerAnswers server =
                new ServerAnswers("http://" + literal + ":" + settings.port(SettingKey.PORT));
        return settings.port(SettingKey.PORT) != 0 && server.isOurs()
                ? Optional.of(server)
                : Optional.empty();
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
            throw new CommandFault(
                    "the server at " + base + " did not answer: " + Faults.reason(e), e);
        }
    }

    private JsonNode get(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        try (InputStream body = connection.getInputStream()) {
            return json.readTree(body);
        }
    }

    @Override
    public void close() {}
}
