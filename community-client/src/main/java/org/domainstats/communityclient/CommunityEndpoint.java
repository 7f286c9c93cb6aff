package org.domainstats.communityclient;

import org.domainstats.base.CircuitBreaker;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.protocol.ClientKey;
import org.domainstats.protocol.Token;
import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Where the server is and how to speak to it.
 *
 * @param token null to ask without one
 * @param deadline the longest that one question takes
 * @param http for a server that is asked over HTTPS
 */
public record CommunityEndpoint(
        CommunityAddress address,
        @Nullable Token token,
        Duration deadline,
        BlockingHttpClient http) {

    CommunityClient client(ClientDescription self) {
        SecureRandom random = new SecureRandom();
        CommunitySession session =
                new CommunitySession(
                        wire(),
                        self,
                        new CircuitBreaker(CommunitySession.BREAKER, System::nanoTime, random),
                        random,
                        deadline);
        return new CommunityClient(
                session,
                new UnansweredQueries(random, System::nanoTime),
                new ReplyInterpreter(InstantSource.system()),
                deadline);
    }

    CommunityTransport wire() {
        ClientKey key = token == null ? null : token.key();
        ReplyVerification verification = new ReplyVerification(key, InstantSource.system());
        return switch (address) {
            case CommunityAddress.Udp udp -> new UdpTransport(udp, verification);
            case CommunityAddress.Https https -> new HttpsTransport(https, http, verification);
        };
    }
}
