package org.domainstats.registry;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What is known of WHOIS servers: which to ask, how to put the question, what charset it speaks.
 */
final class WhoisServers {

    private WhoisServers() {}

    /** The server for the zone that a domain lies in, longest zone first; null if none is known. */
    static @Nullable Known find(DomainName domain) {
        return null;
    }

    /**
     * A server and the zone it is known for: {@code uk}, or {@code uk.com} for a registry below a
     * TLD.
     */
    record Known(String zone, String host) {}

    /** The line to send to a server, without its end. */
    static String question(String host, DomainName domain) {
        return domain.ascii();
    }

    static Charset charset(String host) {
        return StandardCharsets.UTF_8;
    }

    static String text(byte[] reply, @Nullable DomainName domain) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(reply)).toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(reply, StandardCharsets.ISO_8859_1);
        }
    }
}
