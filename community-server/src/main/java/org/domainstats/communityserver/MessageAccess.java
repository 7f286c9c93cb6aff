package org.domainstats.communityserver;

import org.domainstats.base.LimitedLog;
import org.domainstats.communityserver.RecentMessages.Repetition;
import org.domainstats.model.AddressPrefix;
import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.ClientKey;
import org.domainstats.protocol.Envelope;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;

/** Decides whether a message is handled: by signature, deny list and rate limit. */
final class MessageAccess {

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(MessageAccess.class));
    private final Members members;
    private final DenyList denyList;
    private final RateLimits limits;
    private final boolean anonymous;
    private final RecentMessages recent = new RecentMessages();

    MessageAccess(Members members, DenyList denyList, RateLimits limits, boolean anonymous) {
        this.members = members;
        this.denyList = denyList;
        this.limits = limits;
        this.anonymous = anonymous;
    }

    Decision checkSigned(Envelope.Signed signed, InetAddress address) {
        ClientKey key = members.find(signed.client());
        if (key == null || !signed.isSignedWith(key)) {
            return limits.allows(address)
                    ? new Decision.Forged(signed.client())
                    : new Decision.Limited();
        }
        Repetition repetition =
                recent.add(signed.fingerprint(), AddressPrefix.ofHost(address).hashCode());
        boolean allowed =
                repetition == Repetition.NONE
                        ? limits.allows(key.client())
                        : limits.allowsRepeated(key.client(), address);
        if (!allowed) {
            return new Decision.Limited();
        }
        boolean copy = repetition == Repetition.FROM_ANOTHER_HOST;
        return checkDenyList(new RequestOrigin(address, key, copy), key.client());
    }

    Decision checkUnsigned(InetAddress address, Transport transport) {
        if (!limits.allows(address)) {
            return new Decision.Limited();
        }
        RequestOrigin origin = RequestOrigin.at(address);
        if (transport == Transport.HTTP_VIA_UNKNOWN_PROXY) {
            log.warn(
                    "proxy",
                    null,
                    "a proxy at {} is not among trusted-proxies",
                    address.getHostAddress());
            return new Decision.Denied(
                    origin, "the community's trusted-proxies does not name the proxy before it");
        }
        return anonymous
                ? checkDenyList(origin, null)
                : new Decision.Denied(origin, "this community serves clients with a token only");
    }

    private Decision checkDenyList(RequestOrigin origin, @Nullable ClientId client) {
        String message = denyList.message(client, origin.address());
        return message == null
                ? new Decision.Admitted(origin)
                : new Decision.Denied(origin, message);
    }

    /** What is to be done with a message. */
    sealed interface Decision {

        record Admitted(RequestOrigin origin) implements Decision {}

        record Denied(RequestOrigin origin, String message) implements Decision {}

        /** Signed with a key that is not this client's, or by an unknown client. */
        record Forged(ClientId client) implements Decision {}

        record Limited() implements Decision {}
    }
}
