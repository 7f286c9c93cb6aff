package org.domainstats.registrationdata;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.time.Clock;

/** Replies of registries read from files, as people do who report how one was misread. */
public final class RegistrationText {

    private RegistrationText() {}

    /**
     * Reads the body of an RDAP reply as if the registry of the domain had sent it.
     *
     * @param domain the domain that was queried, or null if unknown
     */
    public static ParsedReply parseRdap(byte[] body, @Nullable DomainName domain) {
        return new RdapReader(Clock.systemUTC()).read(200, body, domain, true);
    }

    /**
     * Reads a WHOIS reply as if the registry of the domain had sent it.
     *
     * @param domain the domain that was queried, or null if unknown
     */
    public static ParsedReply parseWhois(byte[] reply, @Nullable DomainName domain) {
        String text = WhoisCharset.text(reply, domain);
        return new WhoisParser(Clock.systemUTC()).read(text, domain);
    }
}
