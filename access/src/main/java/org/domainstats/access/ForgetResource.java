package org.domainstats.access;

import io.vertx.core.json.JsonObject;

import org.domainstats.http.ServerResponse;
import org.domainstats.model.DomainName;
import org.domainstats.store.AuditAction;

import java.util.Optional;

/** {@code /v1/forget}: takes a name out of all that is stored. */
public final class ForgetResource {

    private static final ServerResponse MALFORMED =
            ServerResponse.problem(400, "send {\"name\":\"example.com\"}");
    private static final ServerResponse NO_SITE =
            ServerResponse.problem(400, "nothing is ever stored of this: it is no public name");

    private final NameErasure erasure;
    private final AuditTrail audit;
    private final Runnable forgotten;

    /**
     * @param forgotten has what is in memory of contacts read again; may block
     */
    public ForgetResource(NameErasure erasure, AuditTrail audit, Runnable forgotten) {
        this.erasure = erasure;
        this.audit = audit;
        this.forgotten = forgotten;
    }

    public Resource resource() {
        return Resource.of("POST", "/v1/forget", this::forget);
    }

    private ServerResponse forget(ResourceRequest request) {
        String name = name(request);
        if (name.isBlank()) {
            return MALFORMED;
        }
        Optional<DomainName> site = erasure.site(name);
        if (site.isEmpty()) {
            return NO_SITE;
        }
        boolean any = erasure.forget(site.get());
        if (any) {
            // Which one is not told: that would keep what was to be forgotten.
            audit.record(request, AuditAction.NAME_FORGOTTEN, "");
        }
        forgotten.run();
        String shown =
                new JsonObject().put("site", site.get().ascii()).put("forgotten", any).encode();
        return ServerResponse.json(shown).notStored();
    }

    /** The name that was sent; blank if there is none. */
    private static String name(ResourceRequest request) {
        return request.json().map(sent -> sent.getValue("name")).orElse("") instanceof String name
                ? name
                : "";
    }
}
