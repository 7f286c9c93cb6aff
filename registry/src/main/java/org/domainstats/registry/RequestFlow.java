package org.domainstats.registry;

import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registrations.RegistrationRequest.Urgency;

/**
 * The requests of one client: a flow, as fair queuing has it (RFC 8290), between which permits go
 * round. What a client asks again has a flow of its own, so that neither it nor a new name waits
 * for a stream of the other.
 */
record RequestFlow(String client, boolean again) {

    static RequestFlow of(RegistrationRequest request) {
        return new RequestFlow(request.client().limitKey(), request.urgency() == Urgency.AGAIN);
    }
}
