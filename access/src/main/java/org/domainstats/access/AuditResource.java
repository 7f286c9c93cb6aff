package org.domainstats.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.http.ServerResponse;
import org.domainstats.store.AuditLog;
import org.domainstats.store.AuditLog.LoggedEntry;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** {@code /v1/audit}: who changed or exported what, newest first. */
final class AuditResource {

    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final ServerResponse WRONG =
            ServerResponse.problem(
                    400, "before is the next of an earlier page, limit a number up to " + MOST);

    private final AuditLog log;

    AuditResource(AuditLog log) {
        this.log = log;
    }

    Resource resource() {
        return Resource.of("GET", "/v1/audit", this::list);
    }

    private ServerResponse list(ResourceRequest request) {
        long before = number(request.parameter("before"), Long.MAX_VALUE);
        long limit = number(request.parameter("limit"), USUAL);
        if (before < 1 || limit < 1 || limit > MOST) {
            return WRONG;
        }
        List<LoggedEntry> page = log.list(before, (int) limit);
        JsonArray entries = new JsonArray();
        page.forEach(each -> entries.add(json(each.entry())));
        JsonObject shown = new JsonObject().put("entries", entries);
        if (page.size() == limit) {
            shown.put("next", page.getLast().cursor());
        }
        return ServerResponse.json(shown.encode()).notStored();
    }

    /** The number meant; -1 if it is none. */
    private static long number(@Nullable String text, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static JsonObject json(AuditLog.Entry entry) {
        JsonObject json =
                new JsonObject()
                        .put("at", entry.at().toString())
                        .put("who", entry.who())
                        .put("action", entry.action());
        if (!entry.client().isEmpty()) {
            json.put("client", entry.client());
        }
        if (!entry.subject().isEmpty()) {
            json.put("subject", entry.subject());
        }
        return json;
    }
}
