package org.domainstats.communityserver;

import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.ClientKey;
import org.domainstats.protocol.Envelope;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;

/** Decides who gets in: by signature, deny list, limit. */
final class AccessControl {

    private final Members members;
    private final DenyList denied;
    private final RateLimits limits;
    private final boolean anonymous;

    AccessControl(Members members, DenyList denied, RateLimits limits, boolean anonymous) {
        this.members = members;
        this.denied = denied;
        this.limits = limits;
        this.anonymous = anonymous;
    }

    Entry signed(Envelope.Signed signed, InetAddress address) {
        ClientKey key = members.find(signed.client());
        if (key == null || !signed.isSignedWith(key)) {
            return limits.allows(address) ? new Entry.Forged(signed.client()) : new Entry.Limited();
        }
        if (!limits.allows(key.client())) {
            return new Entry.Limited();
        }
        return admit(new RequestOrigin(address, key), key.client());
    }

    Entry bare(InetAddress address) {
        if (!limits.allows(address)) {
            return new Entry.Limited();
        }
        RequestOrigin caller = new RequestOrigin(address, null);
        return anonymous
                ? admit(caller, null)
                : new Entry.Denied(caller, "this community serves clients with a token only");
    }

    private Entry admit(RequestOrigin caller, @Nullable ClientId client) {
        String message = denied.message(client, caller.address());
        return message == null ? new Entry.Admitted(caller) : new Entry.Denied(caller, message);
    }

    /** Who stands at the gate. */
    sealed interface Entry {

        record Admitted(RequestOrigin caller) implements Entry {}

        record Denied(RequestOrigin caller, String message) implements Entry {}

        /** Signed with a key that is not this client's, or by a client that is none. */
        record Forged(ClientId client) implements Entry {}

        record Limited() implements Entry {}
    }
}
