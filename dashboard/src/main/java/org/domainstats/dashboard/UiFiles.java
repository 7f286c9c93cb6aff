package org.domainstats.dashboard;

import io.netty.handler.codec.http.HttpHeaderNames;

import org.domainstats.access.ResourceRequest;
import org.domainstats.base.ResourceFile;
import org.domainstats.base.Sha256;
import org.domainstats.http.ServerResponse;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/**
 * The files of the pages, in memory: they are few and never change while the program runs. They
 * hold no data and are the same for everybody. Any path without an ending is a page.
 */
public final class UiFiles {

    private static final String FOLDER = "ui/";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final String PAGE = "index.html";

    /** Where the page has the way from its own address to that of the files. */
    private static final String WAY = "{ui}";

    /** How deep a page may lie below them: the name of a page may be a URL that was pasted. */
    private static final int DEEPEST = 16;

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml");
    private static final List<String> OWN =
            List.of(
                    "style.css",
                    "icon.svg",
                    "admin.js",
                    "app.js",
                    "api.js",
                    "chart.js",
                    "copy.js",
                    "dom.js",
                    "explanation.js",
                    "format.js",
                    "health.js",
                    "help.js",
                    "home.js",
                    "hunt.js",
                    "live.js",
                    "news.js",
                    "places.js",
                    "remarks.js",
                    "sign-in.js",
                    "site.js",
                    "table.js",
                    "triage.js");
    private static final List<String> OF_UPLOT = List.of("uPlot.iife.min.js", "uPlot.min.css");

    /** Nothing inline, nothing from elsewhere, no text that becomes markup, no frame around it. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src"
                    + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types 'none'";

    private static final ServerResponse NOTHING =
            ServerResponse.problem(404, "there is nothing at this path");

    private final String bodyTag;

    /** The page by the way from it to the files, so that a proxy may serve all below a path. */
    private final Map<String, File> pages = new ConcurrentHashMap<>();

    /**
     * @param demo whether the pages say that all is invented, without any script
     */
    public UiFiles(boolean demo) {
        this.bodyTag = demo ? "<body class=\"demo\">" : "<body>";
    }

    private record File(ServerResponse plain, ServerResponse compressed, String tag) {}

    /** Read when the first page is asked for, so that the start does not wait for them. */
    private static final class Loaded {

        static final Map<String, File> FILES = load();

        private static Map<String, File> load() {
            Map<String, File> files = new HashMap<>();
            OWN.forEach(
                    name -> files.put(name, file(name, ResourceFile.bytes(UiFiles.class, name))));
            OF_UPLOT.forEach(
                    name ->
                            files.put(
                                    name,
                                    file(name, ResourceFile.bytes(UiFiles.class, UPLOT + name))));
            return files;
        }
    }

    ServerResponse response(ResourceRequest request) {
        String path = request.target().path();
        String name = path.startsWith(FOLDER) ? path.substring(FOLDER.length()) : "";
        @Nullable File file =
                name.indexOf('.') < 0 || isOfPage(name) ? page(name) : Loaded.FILES.get(name);
        if (file == null) {
            return NOTHING;
        }
        if (file.tag.equals(request.exchange().header(HttpHeaderNames.IF_NONE_MATCH))) {
            return file.plain.withStatus(304);
        }
        String accepted = request.exchange().header(HttpHeaderNames.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip") ? file.compressed : file.plain;
    }

    /** {@code /ui/site/evil.com} has a dot, and is a page. */
    private static boolean isOfPage(String name) {
        return name.startsWith("site/");
    }

    private @Nullable File page(String name) {
        long depth = name.chars().filter(c -> c == '/').count();
        if (depth > DEEPEST) {
            return null;
        }
        return pages.computeIfAbsent(
                depth == 0 ? "./" : "../".repeat((int) depth),
                way -> {
                    String page = ResourceFile.text(UiFiles.class, PAGE);
                    String made = page.replace(WAY, way).replace("<body>", bodyTag);
                    return file(PAGE, made.getBytes(StandardCharsets.UTF_8));
                });
    }

    private static File file(String name, byte[] content) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        String tag = '"' + Sha256.hex(content).substring(0, 20) + '"';
        ServerResponse plain = response(String.valueOf(type), content, tag);
        return new File(
                plain,
                response(String.valueOf(type), gzip(content), tag).with("Content-Encoding", "gzip"),
                tag);
    }

    private static ServerResponse response(String type, byte[] content, String tag) {
        return ServerResponse.of(type, content)
                .with("Content-Security-Policy", POLICY)
                .with("X-Frame-Options", "DENY")
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Cache-Control", "no-cache")
                .with("Vary", "Accept-Encoding")
                .with("ETag", tag);
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
