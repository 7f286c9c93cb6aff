package org.domainstats.registrykit;

import org.domainstats.registrykit.Behaviour.Drip;
import org.domainstats.registrykit.Behaviour.Hang;
import org.domainstats.registrykit.Behaviour.Huge;
import org.domainstats.registrykit.Behaviour.Redirect;
import org.domainstats.registrykit.Behaviour.Registered;
import org.domainstats.registrykit.Behaviour.Reply;
import org.domainstats.registrykit.Behaviour.Reset;
import org.domainstats.registrykit.Behaviour.Text;
import org.domainstats.registrykit.Behaviour.Undisclosed;
import org.domainstats.registrykit.Behaviour.Unregistered;
import org.domainstats.registrykit.ReceivedQuestion.Protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;

/**
 * One registry on loopback: an RDAP port and a WHOIS port, real sockets, with a behaviour for each
 * name. Other names are not registered.
 */
public final class LoopbackRegistry implements AutoCloseable {

    private final Map<String, Behaviour> overRdap = new ConcurrentHashMap<>();
    private final Map<String, Behaviour> overWhois = new ConcurrentHashMap<>();
    private final List<ReceivedQuestion> asked = new CopyOnWriteArrayList<>();
    private final AtomicLong open = new AtomicLong();
    private final Consumer<ReceivedQuestion> listener;
    private final String scheme;
    private final LoopbackPort rdap;
    private final LoopbackPort whois;
    private volatile Behaviour otherwiseOverRdap = new Unregistered();
    private volatile Behaviour otherwiseOverWhois = new Unregistered();

    LoopbackRegistry(int rdapPort, int whoisPort, Consumer<ReceivedQuestion> listener) {
        this.listener = listener;
        this.scheme = "http";
        this.rdap = LoopbackPort.open(rdapPort, this::serveRdap);
        this.whois = LoopbackPort.open(whoisPort, this::serveWhois);
    }

    /** A registry whose RDAP is behind TLS. */
    LoopbackRegistry(SSLContext identity, Consumer<ReceivedQuestion> listener) {
        this.listener = listener;
        this.scheme = "https";
        this.rdap = LoopbackPort.open(0, identity.getServerSocketFactory(), this::serveRdap);
        this.whois = LoopbackPort.open(0, this::serveWhois);
    }

    /** A registry on free ports, with no root above it. */
    public static LoopbackRegistry start() {
        return new LoopbackRegistry(0, 0, question -> {});
    }

    /** The base URL of its RDAP. */
    public String rdapBase() {
        return scheme + "://127.0.0.1:" + rdap.number() + "/rdap/";
    }

    /** Its WHOIS as host and port. */
    public String whoisServer() {
        return "127.0.0.1:" + whois.number();
    }

    /** Sets what it does about a name, over both protocols. */
    public LoopbackRegistry on(String domain, Behaviour behaviour) {
        return onRdap(domain, behaviour).onWhois(domain, behaviour);
    }

    public LoopbackRegistry onRdap(String domain, Behaviour behaviour) {
        overRdap.put(domain, behaviour);
        return this;
    }

    public LoopbackRegistry onWhois(String domain, Behaviour behaviour) {
        overWhois.put(domain, behaviour);
        return this;
    }

    /** Sets what it does about every other name. */
    public LoopbackRegistry otherwise(Behaviour behaviour) {
        return otherwiseOverRdap(behaviour).otherwiseOverWhois(behaviour);
    }

    public LoopbackRegistry otherwiseOverRdap(Behaviour behaviour) {
        otherwiseOverRdap = behaviour;
        return this;
    }

    public LoopbackRegistry otherwiseOverWhois(Behaviour behaviour) {
        otherwiseOverWhois = behaviour;
        return this;
    }

    /** Every question so far, in order of arrival. */
    public List<ReceivedQuestion> asked() {
        return List.copyOf(asked);
    }

    /** The questions of one protocol. */
    public List<ReceivedQuestion> asked(Protocol protocol) {
        return asked.stream().filter(question -> question.protocol() == protocol).toList();
    }

    /** How many connections are being served at this moment. */
    public long open() {
        return open.get();
    }

    private void note(Protocol protocol, String question, Duration rest) {
        ReceivedQuestion received = new ReceivedQuestion(Instant.now(), protocol, question, rest);
        asked.add(received);
        listener.accept(received);
    }

    private void serveRdap(ClientConnection wire) throws IOException, InterruptedException {
        open.incrementAndGet();
        try {
            String path = MinimalHttp.path(wire);
            String domain = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
            Behaviour behaviour = overRdap.getOrDefault(domain, otherwiseOverRdap);
            note(Protocol.RDAP, path, rest(behaviour));
            httpReply(wire, domain, path, behaviour);
        } finally {
            open.decrementAndGet();
        }
    }

    /** What is asked for by {@code Retry-After} in seconds. */
    private static Duration rest(Behaviour behaviour) {
        return behaviour instanceof Text says
                ? says.headers().stream()
                        .filter(header -> header.matches("Retry-After: [0-9]+"))
                        .map(header -> header.substring("Retry-After: ".length()))
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                        .findFirst()
                        .orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    private static void httpReply(
            ClientConnection wire, String domain, String path, Behaviour behaviour)
            throws IOException, InterruptedException {
        switch (behaviour) {
            case Hang hang -> wire.hang();
            case Reset reset -> wire.reset();
            case Drip drip -> wire.drip(httpBytes(domain, path, drip.of()), drip.millisPerByte());
            case Huge huge ->
                    wire.flood(
                            MinimalHttp.reply(
                                    200,
                                    List.of("Content-Type: application/rdap+json"),
                                    "{\"objectClassName\":\"domain\",\"remarks\":"
                                            .getBytes(StandardCharsets.US_ASCII),
                                    false),
                            huge.bytes());
            case Reply reply -> wire.send(httpBytes(domain, path, reply));
        }
    }

    private static byte[] httpBytes(String domain, String path, Reply reply) {
        return switch (reply) {
            case Registered registered ->
                    MinimalHttp.json(200, PlainReplies.rdap(domain, registered));
            case Undisclosed undisclosed -> MinimalHttp.json(200, PlainReplies.rdap(domain, null));
            case Unregistered unregistered -> MinimalHttp.json(404, PlainReplies.rdapNotFound());
            case Text says ->
                    MinimalHttp.reply(says.status(), says.headers(), says.body().array(), true);
            case Redirect redirect ->
                    MinimalHttp.reply(
                            redirect.status(),
                            List.of("Location: " + redirect.location().replace("*", path)),
                            new byte[0],
                            true);
        };
    }

    private void serveWhois(ClientConnection wire) throws IOException, InterruptedException {
        open.incrementAndGet();
        try {
            String question = wire.line();
            note(Protocol.WHOIS, question, Duration.ZERO);
            String domain = domainOf(question);
            whoisReply(wire, domain, overWhois.getOrDefault(domain, otherwiseOverWhois));
        } finally {
            open.decrementAndGet();
        }
    }

    /**
     * The name in a question of any registry's form: {@code -T dn,ace x}, {@code =x}, {@code x/e}.
     */
    private static String domainOf(String question) {
        String last = question.substring(question.lastIndexOf(' ') + 1);
        String name = last.startsWith("=") ? last.substring(1) : last;
        int slash = name.indexOf('/');
        return (slash < 0 ? name : name.substring(0, slash)).toLowerCase(Locale.ROOT);
    }

    private static void whoisReply(ClientConnection wire, String domain, Behaviour behaviour)
            throws IOException, InterruptedException {
        switch (behaviour) {
            case Hang hang -> wire.hang();
            case Reset reset -> wire.reset();
            case Drip drip -> wire.drip(whoisBytes(domain, drip.of()), drip.millisPerByte());
            case Huge huge ->
                    wire.flood(
                            "Domain Name: \r\n".getBytes(StandardCharsets.US_ASCII), huge.bytes());
            case Reply reply -> wire.send(whoisBytes(domain, reply));
        }
    }

    private static byte[] whoisBytes(String domain, Reply reply) {
        return switch (reply) {
            case Registered registered -> utf8(PlainReplies.whois(domain, registered));
            case Undisclosed undisclosed -> utf8(PlainReplies.whois(domain, null));
            case Unregistered unregistered -> utf8(PlainReplies.whoisNotFound(domain));
            case Text says -> says.body().array();
            case Redirect redirect -> utf8("Whois Server: " + redirect.location() + "\r\n");
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        rdap.close();
        whois.close();
    }
}
