package org.domainstats.events;

import org.domainstats.answerformats.JsonObject;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Events in the Elastic Common Schema 9; what it has no field for is under {@code domain_stats}.
 */
final class EcsFormat {

    private static final String VERSION = "9.0.0";

    private EcsFormat() {}

    static String line(EventDocument event, String version) {
        return new JsonObject()
                .text("@timestamp", Timestamps.of(event.at()))
                .raw("ecs", new JsonObject().text("version", VERSION).end())
                .text("message", event.message())
                .raw("event", event(event))
                .raw("dns", new JsonObject().raw("question", question(event)).end())
                .raw("related", new JsonObject().texts("hosts", List.of(event.site())).end())
                .raw("observer", observer(version))
                .texts("tags", event.flag("learning") ? List.of("learning") : List.of())
                .raw("domain_stats", event.body())
                .end();
    }

    private static String event(EventDocument event) {
        return new JsonObject()
                .text("id", event.id())
                .text("kind", event.isAlert() ? "alert" : "event")
                .texts("category", List.of("network"))
                .texts("type", List.of("info"))
                .text("action", event.kind().word())
                .text("module", "domain_stats")
                .text("dataset", "domain_stats.event")
                .number("sequence", event.number())
                .end();
    }

    private static String question(EventDocument event) {
        @Nullable String domain = event.text("domain");
        return new JsonObject()
                .text("name", event.site())
                .text("registered_domain", domain)
                .text(
                        "top_level_domain",
                        domain == null ? null : domain.substring(domain.indexOf('.') + 1))
                .end();
    }

    private static String observer(String version) {
        return new JsonObject()
                .text("vendor", "domain-stats")
                .text("product", "domain-stats")
                .text("version", version)
                .end();
    }
}
