package org.domainstats.registrykit;

import org.domainstats.registrykit.ReceivedQuestion.Protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;

/**
 * What IANA is to the Internet, on loopback: a list of RDAP servers (RFC 9224) and a WHOIS that
 * refers each TLD to its registry, with as many registries below it as wanted.
 */
public final class LoopbackInternet implements AutoCloseable {

    private final Map<String, LoopbackRegistry> rdapByTld = new ConcurrentSkipListMap<>();
    private final Map<String, LoopbackRegistry> whoisByTld = new ConcurrentSkipListMap<>();
    private final List<LoopbackRegistry> registries = new CopyOnWriteArrayList<>();
    private final List<ReceivedQuestion> asked = new CopyOnWriteArrayList<>();
    private final Consumer<ReceivedQuestion> listener;
    private final LoopbackPort web;
    private final LoopbackPort whois;
    private volatile String bootstrapText = "";
    private volatile List<String> bootstrapHeaders = List.of("Content-Type: application/json");
    private volatile int bootstrapStatus = 200;
    private volatile boolean rootHangs;

    LoopbackInternet(int webPort, int whoisPort, Consumer<ReceivedQuestion> listener) {
        this.listener = listener;
        this.web = LoopbackPort.open(webPort, this::serveBootstrap);
        this.whois = LoopbackPort.open(whoisPort, this::serveReferral);
    }

    /** An Internet without registries, on free ports. */
    public static LoopbackInternet start() {
        return new LoopbackInternet(0, 0, question -> {});
    }

    /** The setting {@code rdap-bootstrap} that leads here. */
    public String bootstrap() {
        return "http://127.0.0.1:" + web.number() + "/dns.json";
    }

    /** The setting {@code whois-root} that leads here. */
    public String whoisRoot() {
        return "127.0.0.1:" + whois.number();
    }

    /** A new registry with RDAP and WHOIS for some TLDs. */
    public LoopbackRegistry registry(String... tlds) {
        return listed(new LoopbackRegistry(0, 0, listener), tlds);
    }

    /** A new registry whose RDAP is behind TLS. */
    public LoopbackRegistry secureRegistry(SSLContext identity, String... tlds) {
        return listed(new LoopbackRegistry(identity, listener), tlds);
    }

    private LoopbackRegistry listed(LoopbackRegistry registry, String... tlds) {
        registries.add(registry);
        for (String tld : tlds) {
            rdapByTld.put(tld, registry);
            whoisByTld.put(tld, registry);
        }
        return registry;
    }

    /** Takes a TLD's RDAP off the list. */
    public LoopbackInternet withoutRdap(String tld) {
        rdapByTld.remove(tld);
        return this;
    }

    /** Takes a TLD's WHOIS off the root. */
    public LoopbackInternet withoutWhois(String tld) {
        whoisByTld.remove(tld);
        return this;
    }

    /** Serves this as the list from now on, whatever the registries are. */
    public LoopbackInternet bootstrapIs(int status, String text, String... headers) {
        bootstrapStatus = status;
        bootstrapText = text;
        bootstrapHeaders = List.of(headers);
        return this;
    }

    /** Makes the WHOIS root take questions and never answer. */
    public LoopbackInternet rootHangs() {
        rootHangs = true;
        return this;
    }

    /** Adds header lines to the list, such as {@code ETag} or {@code Expires}. */
    public LoopbackInternet bootstrapHeaders(String... headers) {
        bootstrapHeaders = List.of(headers);
        return this;
    }

    /** Every question to the root so far. */
    public List<ReceivedQuestion> asked(Protocol protocol) {
        return asked.stream().filter(question -> question.protocol() == protocol).toList();
    }

    private void note(Protocol protocol, String question) {
        ReceivedQuestion received =
                new ReceivedQuestion(Instant.now(), protocol, question, Duration.ZERO);
        asked.add(received);
        listener.accept(received);
    }

    private void serveBootstrap(ClientConnection wire) throws IOException {
        List<String> head = new ArrayList<>();
        for (String line = wire.line(); !line.isEmpty(); line = wire.line()) {
            head.add(line);
        }
        note(Protocol.BOOTSTRAP, String.join("\n", head));
        if (isUnchanged(head)) {
            wire.send(MinimalHttp.reply(304, bootstrapHeaders, new byte[0], false));
            return;
        }
        String text = bootstrapText.isEmpty() ? list() : bootstrapText;
        wire.send(
                MinimalHttp.reply(
                        bootstrapStatus,
                        bootstrapHeaders,
                        text.getBytes(StandardCharsets.UTF_8),
                        true));
    }

    private boolean isUnchanged(List<String> head) {
        String tag =
                bootstrapHeaders.stream()
                        .filter(header -> header.regionMatches(true, 0, "ETag:", 0, 5))
                        .map(header -> header.substring(5).strip())
                        .findFirst()
                        .orElse("");
        return !tag.isEmpty()
                && head.stream()
                        .map(line -> line.toLowerCase(Locale.ROOT))
                        .anyMatch(
                                line ->
                                        line.equals(
                                                "if-none-match: " + tag.toLowerCase(Locale.ROOT)));
    }

    private String list() {
        String services =
                rdapByTld.entrySet().stream()
                        .map(
                                entry ->
                                        "[[\"%s\"],[\"%s\"]]"
                                                .formatted(
                                                        entry.getKey(),
                                                        entry.getValue().rdapBase()))
                        .collect(Collectors.joining(",\n  "));
        return """
        {"version":"1.0","publication":"2026-01-01T00:00:00Z","services":[
          %s
        ]}
        """
                .formatted(services);
    }

    private void serveReferral(ClientConnection wire) throws IOException {
        String tld = wire.line().toLowerCase(Locale.ROOT);
        note(Protocol.WHOIS_ROOT, tld);
        if (rootHangs) {
            wire.hang();
            return;
        }
        LoopbackRegistry registry = whoisByTld.get(tld);
        String referral =
                registry == null ? "" : "refer:        " + registry.whoisServer() + "\n\n";
        String text =
                """
                %% Loopback WHOIS server

                %sdomain:       %s

                status:       ACTIVE

                created:      1985-01-01
                """
                        .formatted(referral, tld.toUpperCase(Locale.ROOT));
        wire.send(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        web.close();
        whois.close();
        registries.forEach(LoopbackRegistry::close);
    }
}
