package org.domainstats.registrations;

/**
 * A client of this server, as far as sharing between clients goes: nobody's questions hold up those
 * of another. Never stored and never sent.
 *
 * @param name of its token, or its network address
 */
public record QueryClient(String name) {

    /** The command line, and work that no client waits for. */
    public static final QueryClient LOCAL = new QueryClient("local");
}
