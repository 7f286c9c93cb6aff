package org.domainstats.server;

import org.domainstats.http.ServerResponse;

import java.util.function.BooleanSupplier;

/** The health checks of orchestrators and of load balancers. */
final class Probes {

    private static final ServerResponse OK =
            ServerResponse.json("{\"product\":\"domain-stats\",\"status\":\"ok\"}");
    private static final ServerResponse NOT_READY =
            ServerResponse.json("{\"product\":\"domain-stats\",\"status\":\"not ready\"}")
                    .withStatus(503);

    private final BooleanSupplier ready;

    Probes(BooleanSupplier ready) {
        this.ready = ready;
    }

    ServerResponse response(String path) {
        return path.equals("readyz") && !ready.getAsBoolean() ? NOT_READY : OK;
    }
}
