package org.domainstats.events;

import org.domainstats.base.HmacSha256;
import org.domainstats.httpclient.ClientRequest;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import javax.crypto.Mac;

/**
 * POSTs events to a URL, one with each request or an array of them. Who has the secret can tell
 * that they come from here, and when they were sent.
 */
final class WebhookOutput implements Output {

    private static final int LARGEST_BATCH = 256;

    private final URI target;
    private final HttpEndpoint endpoint;
    private final int batch;
    private final boolean json;
    private final @Nullable SecretFile secret;
    private final InstantSource clock;

    private WebhookOutput(OutputSpec spec, OutputParts parts) {
        this.target = spec.target();
        this.batch = spec.number("batch", 1, 1, LARGEST_BATCH);
        this.json = spec.format().isJson();
        if (batch > 1 && !json) {
            throw new IllegalArgumentException("batch is for formats of JSON: ecs, ocsf, json");
        }
        boolean privateToo = EventFilter.yes("private", spec.option("private", "no"));
        this.endpoint = HttpEndpoint.of(spec, parts, privateToo);
        @Nullable String file = spec.options().get("secret-file");
        this.secret = file == null ? null : SecretFile.of("secret-file", file);
        this.clock = parts.clock();
    }

    static WebhookOutput of(OutputSpec spec, OutputParts parts) {
        if (spec.target().getHost() == null) {
            throw new IllegalArgumentException("a webhook needs a host");
        }
        return new WebhookOutput(spec, parts);
    }

    @Override
    public int largestBatch() {
        return batch;
    }

    @Override
    public void deliver(List<Outgoing> events) throws IOException {
        String text =
                batch == 1
                        ? events.getFirst().line()
                        : events.stream()
                                .map(Outgoing::line)
                                .collect(Collectors.joining(",", "[", "]"));
        byte[] body = text.getBytes(StandardCharsets.US_ASCII);
        ClientRequest request =
                ClientRequest.post(target, body)
                        .header("Content-Type", json ? "application/json" : "text/plain")
                        .header("Idempotency-Key", events.getFirst().event().id());
        endpoint.deliverForStatus(
                secret == null
                        ? request
                        : request.header("Domain-Stats-Signature", signature(secret.read(), body)));
    }

    /** The time in seconds, and the HMAC of time, a dot and the body. */
    private String signature(String key, byte[] body) {
        long time = clock.instant().getEpochSecond();
        Mac mac = new HmacSha256(key.getBytes(StandardCharsets.UTF_8)).start();
        mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
