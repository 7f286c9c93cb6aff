package org.domainstats.app.browser;

import io.vertx.core.json.JsonObject;

import org.domainstats.app.Cli;
import org.domainstats.app.access.AnalystToken;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.nio.file.Path;

/** A server that asks nobody, and a real browser in which an analyst is signed in to its pages. */
record SignedInBrowser(ServerProcess server, ChromiumTab tab) implements AutoCloseable {

    private static final String BEARER = "Authorization: Bearer " + AnalystToken.TEXT;

    /**
     * Starts both.
     *
     * @param folder the server's data lie below it in {@code data}
     * @param page a list of rows, which is opened first
     */
    static SignedInBrowser open(Path folder, String page) throws Exception {
        ServerProcess server =
                Cli.serve(
                        folder.resolve("data"),
                        "--rdap=off",
                        "--whois=off",
                        "--token-file=" + AnalystToken.file(folder));
        try {
            ChromiumTab tab = ChromiumTab.open(folder.resolve("profile"));
            SignedInBrowser browser = new SignedInBrowser(server, tab);
            tab.look(1280, 900, "light");
            AnalystToken.signIn(tab, browser.url(page));
            return browser;
        } catch (Exception | AssertionError e) {
            server.close();
            throw e;
        }
    }

    void awaitTriageTable() throws Exception {
        Await.until("the triage table", () -> get("/v1/triage/summary").getBoolean("up_to_date"));
    }

    String url(String path) {
        return server.url().resolve(path).toString();
    }

    /** What a program with the analyst's token gets. */
    JsonObject get(String path) throws IOException {
        return new JsonObject(body(path));
    }

    /** Asks about a name, and returns the answer. */
    String ask(String name) throws IOException {
        return body("/" + name);
    }

    private String body(String path) throws IOException {
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            return client.get(path, BEARER).receive().bodyOfSuccess();
        }
    }

    @Override
    public void close() {
        tab.close();
        server.close();
    }
}
