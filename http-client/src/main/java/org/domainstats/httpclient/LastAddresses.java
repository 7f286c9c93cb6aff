package org.domainstats.httpclient;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The address of each host that a connection was last opened to. It is tried first as long as the
 * host still has it: a connection to it may be open, and a dead one before it costs its timeout
 * only once.
 */
final class LastAddresses {

    /** More than there are registries. */
    private static final int MOST_HOSTS = 4_096;

    private final SequencedMap<HostPort, InetAddress> addresses =
            new LinkedHashMap<>(16, 0.75f, true);

    /** The same addresses, the last one that worked first. */
    synchronized List<InetAddress> first(HostPort host, List<InetAddress> found) {
        InetAddress last = addresses.get(host);
        if (last == null || !found.contains(last)) {
            return found;
        }
        List<InetAddress> ordered = new ArrayList<>(found);
        ordered.remove(last);
        ordered.addFirst(last);
        return ordered;
    }

    synchronized void connected(HostPort host, InetAddress address) {
        addresses.put(host, address);
        if (addresses.size() > MOST_HOSTS) {
            addresses.pollFirstEntry();
        }
    }
}
