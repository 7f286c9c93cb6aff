package org.domainstats.inputs;

import org.domainstats.base.Deadline;
import org.domainstats.inputs.Connections.Connection;
import org.domainstats.inputs.InputAddress.Port;
import org.domainstats.inputs.InputCounters.Drop;
import org.domainstats.inputs.SyslogLines.Found;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Receives syslog over TCP. Whoever sends faster than is stored has to wait. */
final class SyslogTcpInput implements Input {

    private static final int BUFFER = 64 * 1_024;

    /** What is made of a larger one while it is read may be twenty times that. */
    private static final int LARGE = 4 * 1_024;

    /** Of all connections: as many as the memory of a small server has room for. */
    private static final int MOST_LARGE = 2;

    private final InputCounters counters;
    private final LineNames names;
    private final NameQueue queue;
    private final Semaphore largeMessages = new Semaphore(MOST_LARGE, true);
    private final Connections connections;

    SyslogTcpInput(Port address, ServerSocketChannel listener, InputSettings settings) {
        this.counters = new InputCounters(address.text(), settings.clock());
        this.names = new LineNames(settings, counters);
        this.queue = new NameQueue(settings, counters);
        this.connections =
                new Connections(
                        listener, counters, address.from(), Connections.TO_BEGIN, this::read);
    }

    private void read(Connection connection) throws IOException, InterruptedException {
        SyslogFraming framing =
                new SyslogFraming(
                        new BufferedInputStream(
                                Channels.newInputStream(connection.channel()), BUFFER));
        SyslogLines lines = new SyslogLines(names);
        String peer = connection.peer() == null ? "" : connection.peer().getHostAddress();
        while (framing.next()) {
            connection.begin();
            if (framing.isCut()) {
                counters.row();
                counters.drop(Drop.MALFORMED);
            } else {
                for (Found each : found(lines, framing, peer)) {
                    queue.put(each.name(), each.client());
                }
            }
        }
    }

    private List<Found> found(SyslogLines lines, SyslogFraming framing, String peer)
            throws InterruptedException {
        if (framing.length() <= LARGE) {
            return lines.read(framing.message(), framing.length(), framing.isEnded(), peer);
        }
        largeMessages.acquire();
        try {
            return lines.read(framing.message(), framing.length(), framing.isEnded(), peer);
        } finally {
            largeMessages.release();
        }
    }

    @Override
    public InputCounters counters() {
        return counters;
    }

    @Override
    public void stop() {
        connections.close();
    }

    @Override
    public void close(Deadline deadline) {
        stop();
        queue.close(deadline);
    }
}
