package org.domainstats.registry;

import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registrations.RegistrationRequest.Urgency;

/**
 * Requests that rotate with those of other lanes: those of one client. What it asks again has a
 * lane of its own, so that neither it nor a new name waits for a stream of the other.
 */
record Lane(String client, boolean again) {

    static Lane of(RegistrationRequest request) {
        return new Lane(request.client().limitKey(), request.urgency() == Urgency.AGAIN);
    }
}
