package org.domainstats.server;

import org.domainstats.access.Resource;

import java.util.List;
import java.util.stream.Stream;

/** The resources that every server has: its state, its metrics, its description. */
final class ServerResources {

    private static final List<String> PROBES = List.of("livez", "healthz", "readyz");

    private ServerResources() {}

    static List<Resource> of(Probes probes, ServerMetrics metrics) {
        Stream<Resource> states =
                PROBES.stream()
                        .map(
                                probe ->
                                        Resource.streaming(
                                                "GET",
                                                "/" + probe,
                                                request ->
                                                        request.exchange()
                                                                .respond(probes.response(probe))));
        Stream<Resource> others =
                Stream.of(
                        Resource.of("GET", "/metrics", _ -> metrics.scrape()),
                        Resource.streaming(
                                "GET",
                                "/openapi.json",
                                request -> request.exchange().respond(OpenApi.RESPONSE)),
                        Resource.streaming(
                                "GET",
                                "/openapi-3.0.json",
                                request -> request.exchange().respond(OpenApi.RESPONSE_30)));
        return Stream.concat(states, others).toList();
    }
}
