package org.domainstats.server;

import org.domainstats.answerformats.JsonObject;
import org.domainstats.http.ServerResponse;

import java.util.Optional;

/** The health checks of orchestrators and of load balancers. */
final class Probes {

    private static final ServerResponse OK =
            ServerResponse.json(
                    new JsonObject().text("product", "domain-stats").text("status", "ok").end());

    private final Readiness readiness;

    Probes(Readiness readiness) {
        this.readiness = readiness;
    }

    ServerResponse response(String path) {
        Optional<String> problem = path.equals("readyz") ? readiness.problem() : Optional.empty();
        return problem.map(Probes::notReady).orElse(OK);
    }

    private static ServerResponse notReady(String reason) {
        return ServerResponse.json(
                        new JsonObject()
                                .text("product", "domain-stats")
                                .text("status", "not ready")
                                .text("reason", reason)
                                .end())
                .withStatus(503);
    }
}
