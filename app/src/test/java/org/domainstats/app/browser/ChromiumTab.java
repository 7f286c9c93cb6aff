package org.domainstats.app.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A tab of a real browser, driven by the Chrome DevTools Protocol. It remembers what the browser
 * complained about: errors of scripts, and what the Content-Security-Policy did not allow.
 */
public final class ChromiumTab implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private final Process browser;
    private final URI tools;
    private final WebSocket socket;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private ChromiumTab(Process browser, URI tools, URI page) {
        this.browser = browser;
        this.tools = tools;
        this.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(page, new Listener())
                        .join();
    }

    /**
     * Starts a browser with one tab.
     *
     * @param profile a folder for its own files
     */
    public static ChromiumTab open(Path profile) throws IOException, InterruptedException {
        Process browser =
                Chromium.command(profile)
                        .with("--remote-debugging-port=0", "--hide-scrollbars", "about:blank")
                        .start(profile.resolveSibling("chromium.log"));
        Path portFile = profile.resolve("DevToolsActivePort");
        Instant deadline = Instant.now().plus(DEADLINE);
        while (!Files.exists(portFile) || Files.readAllLines(portFile).size() < 2) {
            if (Instant.now().isAfter(deadline) || !browser.isAlive()) {
                throw new IOException("the browser does not start");
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        URI tools =
                URI.create("http://127.0.0.1:" + Files.readAllLines(portFile).getFirst() + "/json");
        JsonObject page =
                new JsonArray(answer(tools))
                        .stream()
                                .map(each -> (JsonObject) each)
                                .filter(each -> "page".equals(each.getString("type")))
                                .findFirst()
                                .orElseThrow();
        return tab(browser, tools, page);
    }

    /** A tab in another window of the same browser; both can be seen, and end together. */
    public ChromiumTab another() {
        String id =
                command(
                                "Target.createTarget",
                                new JsonObject().put("url", "about:blank").put("newWindow", true))
                        .getString("targetId");
        String socket = "ws://" + tools.getAuthority() + "/devtools/page/" + id;
        return tab(browser, tools, new JsonObject().put("webSocketDebuggerUrl", socket));
    }

    /** A browser that is just starting leaves some requests without an answer for ever. */
    private static String answer(URI tools) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(tools).timeout(ANSWER).build();
        Instant deadline = Instant.now().plus(DEADLINE);
        while (true) {
            try (HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                return client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)).body();
            } catch (HttpTimeoutException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw e;
                }
            }
        }
    }

    private static ChromiumTab tab(Process browser, URI tools, JsonObject page) {
        URI socket = URI.create(page.getString("webSocketDebuggerUrl"));
        ChromiumTab tab = new ChromiumTab(browser, tools, socket);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            tab.command(domain + ".enable", new JsonObject());
        }
        return tab;
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                received(new JsonObject(message.toString()));
                message.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, data, last);
        }
    }

    private void received(JsonObject message) {
        Integer id = message.getInteger("id");
        if (id != null) {
            CompletableFuture<JsonObject> waiting = asked.remove(id);
            if (waiting != null) {
                waiting.complete(message);
            }
            return;
        }
        JsonObject params = message.getJsonObject("params", new JsonObject());
        switch (message.getString("method")) {
            case "Runtime.exceptionThrown" ->
                    complaints.add(params.getJsonObject("exceptionDetails").encode());
            case "Log.entryAdded" -> {
                JsonObject entry = params.getJsonObject("entry");
                if (List.of("warning", "error").contains(entry.getString("level"))
                        && !"network".equals(entry.getString("source"))) {
                    complaints.add(entry.encode());
                }
            }
            default -> {}
        }
    }

    /** What the browser complained about so far. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    public JsonObject command(String method, JsonObject params) {
        int id = number.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        asked.put(id, answer);
        JsonObject message =
                new JsonObject().put("id", id).put("method", method).put("params", params);
        synchronized (socket) {
            socket.sendText(message.encode(), true).join();
        }
        JsonObject received = answer.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
        if (received.containsKey("error")) {
            throw new IllegalStateException(method + ": " + received.encode());
        }
        return received.getJsonObject("result");
    }

    public void go(String url) {
        command("Page.navigate", new JsonObject().put("url", url));
        await("document.readyState === 'complete'");
    }

    /** The value of an expression; a promise is waited for. */
    public Object evaluate(String expression) {
        JsonObject result =
                command(
                        "Runtime.evaluate",
                        new JsonObject()
                                .put("expression", expression)
                                .put("awaitPromise", true)
                                .put("returnByValue", true));
        if (result.containsKey("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.encode());
        }
        return result.getJsonObject("result").getValue("value");
    }

    /** Waits until an expression is true. */
    public void await(String expression) {
        Instant deadline = Instant.now().plus(DEADLINE);
        while (!Boolean.TRUE.equals(evaluate("Boolean(" + expression + ")"))) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(
                        expression
                                + " did not come true; the page says: "
                                + evaluate("document.body.innerText"));
            }
            // Each try costs the browser, which has the page to draw as well.
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    /** How wide the window is, and which theme is preferred. */
    public void look(int width, int height, String theme) {
        command(
                "Emulation.setDeviceMetricsOverride",
                new JsonObject()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 500));
        command(
                "Emulation.setEmulatedMedia",
                new JsonObject()
                        .put(
                                "features",
                                new JsonArray()
                                        .add(
                                                new JsonObject()
                                                        .put("name", "prefers-color-scheme")
                                                        .put("value", theme))));
    }

    public void screenshot(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        String data =
                command(
                                "Page.captureScreenshot",
                                new JsonObject().put("format", "png").put("optimizeForSpeed", true))
                        .getString("data");
        Files.write(file, Base64.getDecoder().decode(data));
    }

    public void press(String key) {
        JsonObject event = new JsonObject().put("key", key);
        if (key.length() == 1) {
            event.put("text", key);
        } else if (key.equals("Enter")) {
            event.put("text", "\r").put("windowsVirtualKeyCode", 13);
        }
        command("Input.dispatchKeyEvent", event.copy().put("type", "keyDown"));
        command("Input.dispatchKeyEvent", event.copy().put("type", "keyUp"));
    }

    public void type(String text) {
        command("Input.insertText", new JsonObject().put("text", text));
    }

    @Override
    public void close() {
        socket.abort();
        browser.descendants().forEach(ProcessHandle::destroyForcibly);
        browser.destroyForcibly().onExit().join();
    }
}
