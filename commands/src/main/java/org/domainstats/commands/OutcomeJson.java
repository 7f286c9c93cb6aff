package org.domainstats.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A registration outcome as fields of a JSON object, without nulls. */
final class OutcomeJson {

    private OutcomeJson() {}

    static void put(ObjectNode json, RegistrationOutcome outcome) {
        switch (outcome) {
            case Registered registered -> {
                json.put("outcome", "registered").put("registered", registered.first().toString());
                json.put("precision", registered.precision().word());
                putInstant(json, "reregistered", registered.again());
                putInstant(json, "until", registered.until());
            }
            case Undisclosed undisclosed -> {
                json.put("outcome", "undisclosed");
                putInstant(json, "until", undisclosed.until());
                if (undisclosed.barred() != null) {
                    json.put("reason", undisclosed.barred().word());
                }
            }
            case Unregistered _ -> json.put("outcome", "unregistered");
            case NoSource _ -> json.put("outcome", "no-source");
            case Unreachable unreachable -> {
                json.put("outcome", "unreachable").put("reason", unreachable.reason());
                putInstant(json, "not_before", unreachable.notBefore());
            }
        }
    }

    private static void putInstant(ObjectNode json, String field, @Nullable Instant instant) {
        if (instant != null) {
            json.put(field, instant.toString());
        }
    }
}
