package org.domainstats.httpclient;

import org.domainstats.base.Deadline;

import java.net.InetAddress;
import java.util.List;

/** Port to the DNS: the addresses of a host. */
@FunctionalInterface
public interface Resolver {

    /**
     * The addresses of a host name, or of the literal address that it is, in the order in which
     * they should be tried. Blocks.
     *
     * @throws ExchangeException if it has none, or they were not found in time
     */
    List<InetAddress> resolve(String host, Deadline deadline) throws ExchangeException;
}
