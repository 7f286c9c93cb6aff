package org.domainstats.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.access.AuditTrail;
import org.domainstats.access.ResourceRequest;
import org.domainstats.http.ServerResponse;
import org.domainstats.model.DomainName;
import org.domainstats.store.AuditAction;
import org.domainstats.store.triage.AnalystLabels;
import org.domainstats.store.triage.AnalystLabels.AnalystLabel;

import java.util.List;

/** {@code /v1/labels/{site}/{label}}: analysts put words on sites, and take them off. */
final class LabelResources {

    private static final ServerResponse NONE =
            ServerResponse.problem(404, "no analyst has put this label on this site");
    private static final ServerResponse NO_CONTACT =
            ServerResponse.problem(404, "nobody has asked about this site");

    private final DashboardParts parts;
    private final AnalystLabels labels;

    LabelResources(DashboardParts parts) {
        this.parts = parts;
        this.labels = parts.store().labels();
    }

    static JsonArray json(List<AnalystLabel> labels) {
        JsonArray json = new JsonArray();
        labels.forEach(
                each ->
                        json.add(
                                new JsonObject()
                                        .put("label", each.text())
                                        .put("by", each.by())
                                        .put("at", each.at().toString())));
        return json;
    }

    ServerResponse put(ResourceRequest request) {
        AnalystLabel label = label(request);
        if (parts.store().contacts().findAll(List.of(label.site())).isEmpty()) {
            return NO_CONTACT;
        }
        labels.put(label);
        changed(request, AuditAction.LABEL_ADDED, label);
        return ServerResponse.noContent();
    }

    ServerResponse remove(ResourceRequest request) {
        AnalystLabel label = label(request);
        if (!labels.remove(label.site(), label.text())) {
            return NONE;
        }
        changed(request, AuditAction.LABEL_REMOVED, label);
        return ServerResponse.noContent();
    }

    private AnalystLabel label(ResourceRequest request) {
        DomainName site =
                DomainName.of(request.variable("site"))
                        .orElseThrow(() -> new WrongParameter("the path names a site"));
        try {
            return new AnalystLabel(
                    site,
                    request.variable("label"),
                    request.identity().name(),
                    parts.clock().instant());
        } catch (IllegalArgumentException e) {
            throw new WrongParameter(String.valueOf(e.getMessage()));
        }
    }

    private void changed(ResourceRequest request, AuditAction action, AnalystLabel label) {
        parts.audit().record(request, action, AuditTrail.ofName(label.text(), label.site()));
        parts.written();
    }
}
