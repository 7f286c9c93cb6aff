package org.domainstats.events;

import org.domainstats.answerformats.JsonObject;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** Events as Detection Findings of OCSF 1.8, with all that is known as an enrichment. */
final class OcsfFormat {

    private static final String VERSION = "1.8.0";

    private static final int FINDINGS = 2;
    private static final int DETECTION_FINDING = 2004;
    private static final int CREATE = 1;
    private static final int NEW = 1;
    private static final int INFORMATIONAL = 1;
    private static final int MEDIUM = 3;
    private static final int HOSTNAME = 1;

    private OcsfFormat() {}

    static String line(EventDocument event, String version) {
        return new JsonObject()
                .number("activity_id", CREATE)
                .number("category_uid", FINDINGS)
                .number("class_uid", DETECTION_FINDING)
                .number("type_uid", DETECTION_FINDING * 100L + CREATE)
                .number("time", event.at().toEpochMilli())
                .number("severity_id", event.isAlert() ? MEDIUM : INFORMATIONAL)
                .number("status_id", NEW)
                .flag("is_alert", event.isAlert())
                .text("message", event.message())
                .raw("metadata", metadata(event, version))
                .raw("finding_info", finding(event))
                .raw("observables", "[" + observable(event) + "]")
                .raw("enrichments", "[" + enrichment(event) + "]")
                .end();
    }

    private static String metadata(EventDocument event, String version) {
        return new JsonObject()
                .text("version", VERSION)
                .text("uid", event.id())
                .number("sequence", event.number())
                .text("event_code", event.kind().word())
                .texts("labels", event.flag("learning") ? List.of("learning") : List.of())
                .raw(
                        "product",
                        new JsonObject()
                                .text("name", "domain-stats")
                                .text("vendor_name", "domain-stats")
                                .text("version", version)
                                .end())
                .end();
    }

    private static String finding(EventDocument event) {
        JsonObject finding =
                new JsonObject()
                        .text("uid", event.id())
                        .text("title", event.kind().title())
                        .text("desc", event.message())
                        .texts("types", List.of(event.kind().word()))
                        .number("created_time", event.at().toEpochMilli());
        @Nullable Instant first = event.instant("seen_by_you");
        if (first != null) {
            finding.number("first_seen_time", first.toEpochMilli());
        }
        return finding.end();
    }

    private static String observable(EventDocument event) {
        return new JsonObject()
                .text("name", "site")
                .text("type", "Hostname")
                .number("type_id", HOSTNAME)
                .text("value", event.site())
                .end();
    }

    private static String enrichment(EventDocument event) {
        return new JsonObject()
                .text("name", "site")
                .text("value", event.site())
                .text("type", "domain_age")
                .text("provider", "domain-stats")
                .raw("data", event.body())
                .end();
    }
}
