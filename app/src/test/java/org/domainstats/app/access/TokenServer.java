package org.domainstats.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.domainstats.app.Cli;
import org.domainstats.app.WebClient;
import org.domainstats.processkit.RawResponse;
import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A server with a token of each role, behind a proxy at 127.0.0.2 that signs users in.
 *
 * @param ask a token of that role, as are the next two
 */
public record TokenServer(ServerProcess process, Path tokens, String ask, String read, String admin)
        implements AutoCloseable {

    public static final ObjectMapper JSON = new ObjectMapper();

    public static TokenServer start(Path folder) throws Exception {
        Path tokens = folder.resolve("tokens");
        String ask = token(tokens, "asker", "ask");
        String read = token(tokens, "reader", "read");
        String admin = token(tokens, "boss", "admin");
        ServerProcess process =
                Cli.serve(
                        folder.resolve("data"),
                        "--rdap=off",
                        "--whois=off",
                        "--token-file=" + tokens,
                        "--trusted-proxies=127.0.0.2",
                        "--identity-header=Remote-User",
                        "--identity-roles=alice=read,bob=ask");
        return new TokenServer(process, tokens, ask, read, admin);
    }

    private static String token(Path tokens, String name, String role) throws Exception {
        return Cli.run("admin", "token", "add", name, "--role", role, "--token-file=" + tokens)
                .out()
                .strip();
    }

    public WebClient client() {
        return WebClient.of(process);
    }

    public RawResponse signIn(WebClient from, String token) throws IOException {
        return from.post("/v1/session", "{\"token\":\"" + token + "\"}");
    }

    /** A browser that is signed in. */
    public WebClient signedIn(String token) throws IOException {
        RawResponse response = signIn(client().asBrowser(), token);
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return client().asBrowser().withCookieOf(response);
    }

    /** The header line that a page of ours adds. */
    public String csrf(WebClient browser) throws IOException {
        return "X-CSRF-Token: "
                + JSON.readTree(browser.get("/v1/session").bodyOfSuccess())
                        .get("csrf_token")
                        .asText();
    }

    /** What asks for a token with a name of its own. */
    public static String newToken(String role) {
        String name = "t" + UUID.randomUUID().toString().substring(0, 8);
        return "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"}";
    }

    /** A token that an administrator makes over HTTP. */
    public String created(String name, String role) throws IOException {
        RawResponse response =
                client().bearing(admin)
                        .post(
                                "/v1/tokens",
                                "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"}");
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        return JSON.readTree(response.body()).get("token").asText();
    }

    @Override
    public void close() {
        process.close();
    }
}
