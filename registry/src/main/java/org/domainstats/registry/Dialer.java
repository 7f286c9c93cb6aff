package org.domainstats.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Opens connections to public addresses only.
 *
 * <p>It resolves the name itself and connects to the very address that it judged. The JDK's HTTP
 * client resolves once more, out of sight, and a name server that answers differently the second
 * time would lead it inside.
 */
final class Dialer {

    /** A host may have many addresses; a few dead ones must not use up the deadline. */
    private static final int MOST_ADDRESSES = 4;

    private final Resolver resolver;
    private final Predicate<InetAddress> allowed;

    Dialer(Resolver resolver, Predicate<InetAddress> allowed) {
        this.resolver = resolver;
        this.allowed = allowed;
    }

    /**
     * @param allowPrivate whether addresses that are not public are fine, as in tests
     */
    Dialer(Resolver resolver, boolean allowPrivate) {
        this(resolver, allowPrivate ? address -> true : PublicAddress::is);
    }

    /**
     * A connection that ends with the deadline, whatever comes through it.
     *
     * @throws IOException if there is no public address, or none that answers
     */
    RegistryConnection dial(HostPort to, Deadline deadline) throws IOException {
        List<InetAddress> addresses = publicOnes(resolver.resolve(to.host(), deadline));
        IOException last = null;
        int left = addresses.size();
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                // Every address gets its share of what is left, the last one all of it.
                int share = Math.max(1, deadline.remainingMillis() / left--);
                socket.connect(new InetSocketAddress(address, to.port()), share);
                socket.setTcpNoDelay(true);
                return new RegistryConnection(socket, deadline);
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last == null ? new ConnectException("no address") : last;
    }

    private List<InetAddress> publicOnes(InetAddress[] addresses) throws IOException {
        List<InetAddress> good =
                Arrays.stream(addresses).filter(allowed).limit(MOST_ADDRESSES).toList();
        if (good.isEmpty()) {
            throw new ForbiddenTarget(
                    "its address is not a public one; allow-private-registries would allow it");
        }
        return good;
    }
}
