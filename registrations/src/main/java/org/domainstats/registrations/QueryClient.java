package org.domainstats.registrations;

import org.domainstats.model.AddressPrefix;

import java.net.InetAddress;

/**
 * A client of this server, as far as sharing between clients goes: nobody's questions hold up those
 * of another. Never stored and never sent.
 *
 * @param name of its token, or its network address
 * @param limitKey what its limits are counted by: its name, or the network that one host has
 */
public record QueryClient(String name, String limitKey) {

    /** The command line, and work that no client waits for. */
    public static final QueryClient LOCAL = new QueryClient("local");

    /** A client that is counted by its name. */
    public QueryClient(String name) {
        this(name, name);
    }

    /** A client without a token. */
    public static QueryClient at(InetAddress address) {
        return new QueryClient(address.getHostAddress(), AddressPrefix.ofHost(address).toString());
    }
}
