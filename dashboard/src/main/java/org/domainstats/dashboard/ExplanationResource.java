package org.domainstats.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.access.ResourceRequest;
import org.domainstats.base.ClientPlaces;
import org.domainstats.dashboard.RegistrationHistory.Asked;
import org.domainstats.dashboard.RegistrationHistory.Explanation;
import org.domainstats.http.ServerResponse;
import org.domainstats.model.NotPublic;
import org.domainstats.model.PublicName;
import org.domainstats.store.AuditAction;

/**
 * {@code POST /v1/sites/{name}/registration}: has the sources of a registration asked now. It takes
 * a request that writes, as what is asked leaves this network.
 */
final class ExplanationResource {

    /** Each waits for registries. */
    private static final int AT_A_TIME = 8;

    private static final int PER_CLIENT = 2;

    private static final ServerResponse BUSY =
            ServerResponse.unavailable("too many registrations are asked about: try again soon");

    private final DashboardParts parts;
    private final RegistrationHistory history;
    private final ClientPlaces places = new ClientPlaces(AT_A_TIME, PER_CLIENT);

    ExplanationResource(DashboardParts parts, RegistrationHistory history) {
        this.parts = parts;
        this.history = history;
    }

    ServerResponse ask(ResourceRequest request) {
        return switch (parts.facts().reduce(PastedIndicators.name(request.variable("name")))) {
            case NotPublic junk -> throw new WrongParameter(junk.reason().text());
            case PublicName name -> ask(name, request);
        };
    }

    private ServerResponse ask(PublicName name, ResourceRequest request) {
        String client = request.limitKey();
        if (!places.tryTake(client)) {
            return BUSY;
        }
        try {
            parts.audit().record(request, AuditAction.REGISTRATION_ASKED, name.site().ascii());
            return JsonBodies.json(json(history.askAnew(name, request.identity().name())));
        } finally {
            places.release(client);
        }
    }

    static JsonObject json(Explanation explanation) {
        JsonObject json = new JsonObject().put("stored", new JsonArray(explanation.stored()));
        if (explanation.asked() != null) {
            json.put("asked", json(explanation.asked()));
        }
        if (!explanation.notice().isEmpty()) {
            json.put("notice", explanation.notice());
        }
        return json;
    }

    private static JsonObject json(Asked asked) {
        JsonArray steps = new JsonArray();
        asked.steps()
                .forEach(
                        each ->
                                steps.add(
                                        new JsonObject()
                                                .put("after_ms", each.after().toMillis())
                                                .put("text", each.text())));
        return new JsonObject()
                .put("at", asked.at().toString())
                .put("took_ms", asked.taken().toMillis())
                .put("steps", steps)
                .put("outcome", asked.outcome());
    }
}
