package org.domainstats.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.access.ResourceRequest;
import org.domainstats.http.ServerResponse;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** {@code /v1/registries}: how the hosts of registries did, and which TLDs have none. */
public final class RegistriesResource {

    private final Supplier<Report> report;

    RegistriesResource(Supplier<Report> report) {
        this.report = report;
    }

    /** What is known of registries since the start. */
    public record Report(List<Host> hosts, List<Missing> missing) {

        public static final Report NONE = new Report(List.of(), List.of());
    }

    /**
     * A host.
     *
     * @param lastError comes from outside; empty if there was none
     */
    public record Host(
            String name,
            long queries,
            long failures,
            String lastError,
            @Nullable Instant lastErrorAt) {}

    /** A TLD with neither RDAP nor WHOIS, and how often it was needed. */
    public record Missing(String tld, long times, Instant last) {}

    ServerResponse answer(ResourceRequest request) {
        Report now = report.get();
        JsonArray hosts = new JsonArray();
        now.hosts.forEach(each -> hosts.add(json(each)));
        JsonArray missing = new JsonArray();
        now.missing.forEach(
                each ->
                        missing.add(
                                new JsonObject()
                                        .put("tld", each.tld)
                                        .put("times", each.times)
                                        .put("last", each.last.toString())));
        return JsonBodies.json(new JsonObject().put("hosts", hosts).put("without_source", missing));
    }

    private static JsonObject json(Host host) {
        JsonObject json =
                new JsonObject()
                        .put("host", host.name)
                        .put("queries", host.queries)
                        .put("failures", host.failures);
        if (host.lastErrorAt != null) {
            json.put("last_error", host.lastError)
                    .put("last_error_at", host.lastErrorAt.toString());
        }
        return json;
    }
}
