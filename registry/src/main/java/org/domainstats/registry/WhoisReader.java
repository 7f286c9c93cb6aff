package org.domainstats.registry;

import org.domainstats.model.DomainName;
import org.domainstats.registrationdata.ParsedReply;

/** Reads the text of a WHOIS reply. */
interface WhoisReader {

    /**
     * Parses the reply of a server to a query for a domain.
     *
     * @param host the server, as its replies differ in zone and order of day and month
     */
    ParsedReply read(String text, String host, DomainName queried);
}
