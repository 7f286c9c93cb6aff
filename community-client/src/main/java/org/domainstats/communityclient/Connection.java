package org.domainstats.communityclient;

import org.domainstats.protocol.ClientKey;
import org.domainstats.protocol.Token;
import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

import javax.net.ssl.SSLContext;

/**
 * Where the server is and how to speak to it.
 *
 * @param token null to ask without one
 * @param deadline the longest that one question takes
 * @param trust whom to trust over HTTPS, or null for whom Java trusts
 */
public record Connection(
        CommunityAddress address,
        @Nullable Token token,
        Duration deadline,
        @Nullable SSLContext trust) {

    CommunityClient client(Self self) {
        SecureRandom random = new SecureRandom();
        Liaison liaison = new Liaison(wire(), self, new Breaker(System::nanoTime, random), random);
        return new CommunityClient(liaison, new Unanswered(random, System::nanoTime), deadline);
    }

    Wire wire() {
        ClientKey key = token == null ? null : token.key();
        Belief belief = new Belief(key, InstantSource.system());
        return switch (address) {
            case CommunityAddress.Udp udp -> new UdpWire(udp, belief);
            case CommunityAddress.Https https -> new HttpsWire(https, Https.client(trust), belief);
        };
    }
}
