package org.domainstats.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.domainstats.composition.CommandException;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.composition.ServerTokens;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.streams.FactSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLException;

/** Answers from a running server over HTTP. */
final class ServerAnswers implements AnswerSource {

    static final String TOKEN_WANTED = "it wants a token; name a file with it: --lookup-token-file";

    private final ServerConnector connector;
    private final Optional<String> token;
    private final Duration timeout;
    private final ObjectMapper json = new ObjectMapper();

    private ServerAnswers(ServerConnector connector, Settings settings) {
        this.connector = connector;
        this.token = ServerTokens.sent(settings);
        this.timeout = settings.duration(SettingKey.ANSWER_WITHIN);
    }

    /**
     * Checks how the server is reached, without a connection.
     *
     * @throws SettingException if a file that settings name cannot be used
     */
    static void verify(Settings settings) {
        var _ = new ServerAnswers(ServerConnector.of(settings), settings);
    }

    /** The server at the address of the settings, if one of ours answers there. */
    static Optional<ServerAnswers> reach(Settings settings) {
        ServerConnector connector = ServerConnector.of(settings);
        ServerAnswers server = new ServerAnswers(connector, settings);
        if (connector.address().getPort() == 0 || !server.isOurs()) {
            return Optional.empty();
        }
        server.requireTrustedForToken();
        return Optional.of(server);
    }

    /** Anybody may listen at a port that is free, and would like to have the token. */
    private void requireTrustedForToken() {
        if (token.isPresent()
                && !connector.provesIdentity()
                && !SocketOwners.areTrusted(connector.address())) {
            throw new CommandException(
                    "it is not sure that this user, root or domain-stats serves "
                            + connector.url()
                            + ", so the token is not sent there");
        }
    }

    private boolean isOurs() {
        try {
            return get("/livez", Optional.empty()).path("product").asText().equals("domain-stats");
        } catch (SSLException e) {
            throw new CommandException(
                    "the server at "
                            + connector.url()
                            + " does not prove that it is the one of these settings, see"
                            + " tls-certificate and lookup-ca: "
                            + ErrorMessages.rootReason(e),
                    e);
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
            return get(peek ? path + "?peek=true" : path, token);
        } catch (IOException e) {
            throw fault("did not answer", e);
        }
    }

    @Override
    public void ask(InputStream rows, OutputStream lines, boolean peek) {
        try {
            exchange(peek ? "?peek=true" : "", rows, lines);
        } catch (IOException e) {
            throw fault("did not answer all rows", e);
        }
    }

    @Override
    public FactSource facts(boolean peek, boolean live) {
        return new ServerFacts(this, peek, live ? Optional.empty() : Optional.of(timeout));
    }

    /** Sends one batch, whose rows are answered while they are sent. */
    void exchange(String query, InputStream rows, OutputStream lines) throws IOException {
        String head =
                "POST /v1/domains"
                        + query
                        + " HTTP/1.1\r\nHost: "
                        + connector.authority()
                        + "\r\nConnection: close\r\n"
                        + token.map(each -> "Authorization: Bearer " + each + "\r\n").orElse("");
        try (ServerBatch batch = new ServerBatch(connector.connect(), head)) {
            batch.exchange(rows, lines);
        }
    }

    private CommandException fault(String what, IOException cause) {
        return new CommandException(
                "the server at "
                        + connector.url()
                        + " "
                        + what
                        + ": "
                        + ErrorMessages.reason(cause),
                cause);
    }

    private JsonNode get(String path, Optional<String> bearer) throws IOException {
        HttpURLConnection connection = connector.open(path);
        bearer.ifPresent(each -> connection.setRequestProperty("Authorization", "Bearer " + each));
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_UNAUTHORIZED) {
            throw new IOException(TOKEN_WANTED);
        }
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException("it answered with status " + status);
        }
        try (InputStream body = connection.getInputStream()) {
            return json.readTree(body);
        }
    }

    @Override
    public void close() {}
}
