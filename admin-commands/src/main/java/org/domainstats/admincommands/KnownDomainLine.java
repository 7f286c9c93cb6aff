package org.domainstats.admincommands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.domainstats.model.KnownDomain;
import org.domainstats.store.KnownDomains.Change;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A known domain as a line of text. */
final class KnownDomainLine {

    private KnownDomainLine() {}

    static String csv(Change.Put put) {
        @Nullable Instant registered = put.known().registered();
        return put.domain()
                + ","
                + put.known().rank()
                + ","
                + put.known().established()
                + ","
                + (registered == null ? "" : registered);
    }

    static ObjectNode json(Change.Put put) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("domain", put.domain().ascii());
        if (put.known().rank() != KnownDomain.UNRANKED) {
            json.put("rank", put.known().rank());
        }
        json.put("established", put.known().established());
        @Nullable Instant registered = put.known().registered();
        if (registered != null) {
            json.put("registered", registered.toString());
        }
        return json;
    }
}
