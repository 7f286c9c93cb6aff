package org.domainstats.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.access.AuditTrail;
import org.domainstats.access.ResourceRequest;
import org.domainstats.http.ServerResponse;
import org.domainstats.model.DomainName;
import org.domainstats.store.AuditAction;
import org.domainstats.store.events.Allowances;
import org.domainstats.store.events.Allowances.Allowance;
import org.domainstats.store.events.AllowedSignal;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** {@code /v1/allowances}: what an operator allows, so that no signal is raised for it. */
final class AllowanceResources {

    private static final ServerResponse NONE =
            ServerResponse.problem(404, "there is no such allowance");

    private final DashboardParts parts;
    private final Allowances allowances;
    private final InstantSource clock;

    AllowanceResources(DashboardParts parts) {
        this.parts = parts;
        this.allowances = parts.store().events().allowances();
        this.clock = parts.clock();
    }

    ServerResponse list(ResourceRequest request) {
        return JsonBodies.json(
                new JsonObject().put("allowances", json(allowances.list(), clock.instant())));
    }

    static JsonArray json(List<Allowance> allowances, Instant now) {
        JsonArray json = new JsonArray();
        allowances.forEach(each -> json.add(json(each, now)));
        return json;
    }

    private static JsonObject json(Allowance allowance, Instant now) {
        JsonObject json =
                new JsonObject()
                        .put("name", allowance.name().ascii())
                        .put("signal", allowance.signal().word())
                        .put("reason", allowance.reason())
                        .put("by", allowance.by())
                        .put("in_force", allowance.isInForce(now));
        if (allowance.until() != null) {
            json.put("until", allowance.until().toString());
        }
        return json;
    }

    ServerResponse add(ResourceRequest request) {
        JsonObject sent =
                JsonBodies.sent(
                        request,
                        "{\"name\":\"shop.com\",\"signal\":\"young\",\"reason\":\"ours\"}");
        Allowance allowance =
                allowance(
                        name(JsonBodies.text(sent, "name")),
                        signal(JsonBodies.text(sent, "signal")),
                        sent,
                        request.identity().name());
        allowances.put(allowance);
        changed(request, AuditAction.ALLOWED, allowance.name(), allowance.signal());
        return JsonBodies.json(json(allowance, clock.instant())).withStatus(201);
    }

    private Allowance allowance(DomainName name, AllowedSignal signal, JsonObject sent, String by) {
        @Nullable Instant until = until(JsonBodies.text(sent, "until"));
        if (until != null && !until.isAfter(clock.instant())) {
            throw new WrongParameter("until is in the past");
        }
        try {
            return new Allowance(name, signal, JsonBodies.text(sent, "reason").strip(), until, by);
        } catch (IllegalArgumentException e) {
            throw new WrongParameter(String.valueOf(e.getMessage()));
        }
    }

    /** A day ends it as it begins, as with the command. */
    private static @Nullable Instant until(String text) {
        try {
            return text.isEmpty()
                    ? null
                    : text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                            : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new WrongParameter(
                    "until is a day such as 2027-03-01, or a time such as 2027-03-01T10:00:00Z");
        }
    }

    ServerResponse remove(ResourceRequest request) {
        DomainName name = name(request.variable("name"));
        AllowedSignal signal = signal(request.variable("signal"));
        if (!allowances.remove(name, signal)) {
            return NONE;
        }
        changed(request, AuditAction.ALLOWANCE_REMOVED, name, signal);
        return ServerResponse.noContent();
    }

    private void changed(
            ResourceRequest request, AuditAction action, DomainName name, AllowedSignal signal) {
        parts.audit().record(request, action, AuditTrail.ofName(signal.word(), name));
        parts.written();
    }

    private static DomainName name(String text) {
        return DomainName.of(PastedIndicators.name(text))
                .orElseThrow(() -> new WrongParameter("name is a domain name"));
    }

    private static AllowedSignal signal(String word) {
        return AllowedSignal.ofWord(word)
                .orElseThrow(() -> new WrongParameter("signal is one of " + AllowedSignal.words()));
    }
}
