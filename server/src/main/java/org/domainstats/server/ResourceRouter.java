package org.domainstats.server;

import io.vertx.core.Vertx;

import org.domainstats.access.AccessControl;
import org.domainstats.access.AccessRule;
import org.domainstats.access.AccessTable;
import org.domainstats.access.Authenticator;
import org.domainstats.access.Identity;
import org.domainstats.access.Resource;
import org.domainstats.access.ResourceRequest;
import org.domainstats.http.Exchange;
import org.domainstats.http.RequestTarget;
import org.domainstats.http.ServerResponse;
import org.domainstats.model.AddressPrefix;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The resources of the API beside the questions: finds the one that a request is for, and has it
 * answered if its rule allows. Used by all event loops.
 */
final class ResourceRouter {

    private static final String API = "v1/";
    private static final String PAGES = "ui/";

    /** Those come by the ten thousand a second; no template is tried on them. */
    private static final String QUESTIONS = "v1/domains/";

    /**
     * How long a stream goes on after the token or the session that it was begun with has ended.
     */
    private static final Duration STREAM_CHECK = Duration.ofSeconds(2);

    private final Authenticator authenticator;
    private final AccessControl control;
    private final QueryExecutor executor;
    private final LongBodies longBodies = new LongBodies();
    private final Map<String, List<Served>> exact = new HashMap<>();
    private final List<Served> templates = new ArrayList<>();

    /** A resource and its rule. */
    private record Served(Resource resource, AccessRule rule, PathTemplate path) {

        /** Whether it does not even tell who one is. */
        boolean isForEverybody() {
            return rule.role() == null && !path.text().startsWith(API);
        }
    }

    /** The resources of one path, one for each method. */
    record Match(List<Served> served, Map<String, String> variables) {}

    /**
     * @throws IllegalArgumentException if a resource has no rule
     */
    ResourceRouter(Authenticator authenticator, QueryExecutor executor, List<Resource> resources) {
        this.authenticator = authenticator;
        this.control = new AccessControl(authenticator);
        this.executor = executor;
        for (Resource resource : resources) {
            AccessRule rule = AccessTable.rule(resource.method(), resource.path());
            Served served = new Served(resource, rule, PathTemplate.of(resource.path()));
            if (served.path.isExact()) {
                exact.computeIfAbsent(served.path.text(), _ -> new ArrayList<>()).add(served);
            } else {
                templates.add(served);
            }
        }
    }

    AccessControl control() {
        return control;
    }

    /**
     * The resources at a path, or null: it is a name that is asked about, or there is nothing.
     *
     * @param path without its first slash
     */
    @Nullable Match find(String path) {
        List<Served> here = exact.get(path);
        if (here != null) {
            return new Match(here, Map.of());
        }
        if (path.startsWith(QUESTIONS)) {
            return null;
        }
        return path.startsWith(API) || path.startsWith(PAGES) ? findTemplate(path) : null;
    }

    private @Nullable Match findTemplate(String path) {
        for (Served each : templates) {
            Map<String, String> variables = each.path.match(path);
            if (variables != null) {
                PathTemplate template = each.path;
                return new Match(
                        templates.stream().filter(one -> one.path.equals(template)).toList(),
                        variables);
            }
        }
        return null;
    }

    /** Answers a request, or says why not. */
    void handle(Exchange exchange, RequestTarget target, Match match) {
        String method = exchange.isHead() ? "GET" : exchange.method();
        for (Served served : match.served) {
            if (served.resource.method().equals(method)) {
                Runnable admit = () -> admit(exchange, target, served, match.variables);
                if (served.isForEverybody()) {
                    admit.run();
                } else {
                    authenticator.whenSettled(exchange, admit);
                }
                return;
            }
        }
        refuse(exchange, notAllowed(match));
    }

    private static ServerResponse notAllowed(Match match) {
        TreeSet<String> allowed = new TreeSet<>();
        for (Served served : match.served) {
            allowed.add(served.resource.method());
            if (served.resource.method().equals("GET")) {
                allowed.add("HEAD");
            }
        }
        String methods = String.join(", ", allowed);
        return ServerResponse.methodNotAllowed("this takes " + methods, methods);
    }

    private void admit(
            Exchange exchange, RequestTarget target, Served served, Map<String, String> variables) {
        Identity identity = authenticator.identify(exchange);
        ServerResponse refusal = control.refusal(exchange, identity, served.rule);
        if (refusal != null) {
            refuse(exchange, refusal);
            return;
        }
        switch (served.resource.handler()) {
            case Resource.Streaming streaming -> {
                streaming.handle(request(exchange, identity, variables, target, new byte[0]));
                if (!exchange.isOver() && served.rule.role() != null) {
                    endWithItsRight(exchange, served.rule);
                }
            }
            case Resource.Answer answer when served.resource.bodyLimit() > Resource.SMALL_BODY ->
                    longBodies.read(
                            exchange,
                            client(exchange, identity),
                            served.resource.bodyLimit(),
                            (body, end) -> {
                                byte[] bytes = body.getBytes();
                                executor.startLong(
                                        exchange,
                                        () ->
                                                answer.to(
                                                        request(
                                                                exchange, identity, variables,
                                                                target, bytes)),
                                        end);
                            });
            case Resource.Answer answer ->
                    exchange.readBody(
                            served.resource.bodyLimit(),
                            body -> {
                                ResourceRequest request =
                                        request(
                                                exchange,
                                                identity,
                                                variables,
                                                target,
                                                body.getBytes());
                                executor.start(
                                        exchange, () -> RenderedResponse.of(answer.to(request)));
                            });
        }
    }

    private String client(Exchange exchange, Identity identity) {
        return identity.isKnown()
                ? identity.name()
                : AddressPrefix.ofHost(authenticator.clientOf(exchange)).toString();
    }

    /** A stream goes on for as long as a request for it would be admitted. */
    private void endWithItsRight(Exchange exchange, AccessRule rule) {
        Vertx vertx = exchange.context().owner();
        vertx.setPeriodic(
                STREAM_CHECK.toMillis(),
                timer -> {
                    if (exchange.isOver()) {
                        vertx.cancelTimer(timer);
                    } else if (control.refusal(exchange, authenticator.identify(exchange), rule)
                            != null) {
                        vertx.cancelTimer(timer);
                        exchange.abort();
                    }
                });
    }

    private ResourceRequest request(
            Exchange exchange,
            Identity identity,
            Map<String, String> variables,
            RequestTarget target,
            byte[] body) {
        return new ResourceRequest(
                exchange, identity, authenticator.clientOf(exchange), variables, target, body);
    }

    /** A body that nobody has looked at is not read either. */
    private static void refuse(Exchange exchange, ServerResponse refusal) {
        if (exchange.hasBody()) {
            exchange.refuse(refusal);
        } else {
            exchange.respond(refusal);
        }
    }
}
