package org.domainstats.app.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web site that attacks its visitors' network. It serves its own pages and takes their reports.
 * Every other request goes on to a server as it came, as if the site's name had begun to lead to
 * that server after the page was loaded (DNS rebinding).
 */
final class ForeignSite implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

    private final URI target;
    private final ServerSocket listener;
    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private final String operations;

    /**
     * @param target where requests go that are not for a page of the site's own
     */
    ForeignSite(URI target) throws IOException {
        this(target, "[]");
    }

    /**
     * @param target where requests go that are not for a page of the site's own
     * @param operations what its page {@code signed-in.html} tries, as JSON
     */
    ForeignSite(URI target, String operations) throws IOException {
        this.target = target;
        this.operations = operations;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The address of one of its pages below a name that leads here. */
    String page(String host, String path) {
        return "http://" + host + ":" + listener.getLocalPort() + path;
    }

    /** The next report of a page. */
    String awaitReport() throws InterruptedException {
        String report = reports.poll(100, TimeUnit.SECONDS);
        if (report == null) {
            throw new IllegalStateException("the browser did not come to the end of the page");
        }
        return report;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket browser = listener.accept();
                Thread.ofVirtual().start(() -> serve(browser));
            } catch (IOException e) {
                // Closed, which ends the loop.
            }
        }
    }

    private void serve(Socket browser) {
        try (browser) {
            InputStream in = browser.getInputStream();
            String head = head(in);
            Matcher length = LENGTH.matcher(head);
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            String path = head.isEmpty() ? "" : head.split("[ ?]", 3)[1];
            if (path.equals("/operations.html")) {
                reply(browser, "200 OK", "application/json", operations.getBytes(UTF_8));
            } else if (path.endsWith(".html")) {
                reply(browser, "200 OK", "text/html", resource(path.substring(1)));
            } else if (path.equals("/report")) {
                reports.add(new String(body, UTF_8));
                reply(browser, "204 No Content", "text/plain", new byte[0]);
            } else if (!path.isEmpty()) {
                forward(head, body, browser.getOutputStream());
            }
        } catch (IOException e) {
            // The browser has gone.
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            head.write(octet);
            if (octet == '\n') {
                text = head.toString(ISO_8859_1);
                if (text.endsWith("\r\n\r\n")) {
                    break;
                }
            }
        }
        return text;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ForeignSite.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new UncheckedIOException(new IOException("no such page: " + name));
            }
            return in.readAllBytes();
        }
    }

    private static void reply(Socket browser, String status, String type, byte[] body)
            throws IOException {
        OutputStream out = browser.getOutputStream();
        out.write(
                "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(status, type, body.length)
                        .getBytes(ISO_8859_1));
        out.write(body);
    }

    private void forward(String head, byte[] body, OutputStream to) throws IOException {
        try (Socket server = new Socket(target.getHost(), target.getPort())) {
            String last = head.replaceFirst("(?i)\r\nconnection: *[^\r]*", "\r\nConnection: close");
            server.getOutputStream().write(last.getBytes(ISO_8859_1));
            server.getOutputStream().write(body);
            server.getInputStream().transferTo(to);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
