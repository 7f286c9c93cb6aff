package org.domainstats.inputs;

import org.domainstats.base.Deadline;
import org.domainstats.inputs.Connections.Connection;
import org.domainstats.inputs.InputCounters.Drop;
import org.domainstats.model.AddressPrefix;
import org.domainstats.model.PublicName;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.util.List;

/**
 * Receives dnstap from name servers: what clients ask them. What a server asks others is its own
 * matter, and not counted. Of a server that sends queries and responses only the queries are.
 */
final class DnstapInput implements Input {

    private static final int BUFFER = 64 * 1_024;

    private final InputCounters counters;
    private final LineNames names;
    private final NameQueue queue;
    private final Connections connections;

    DnstapInput(
            InputAddress address,
            ServerSocketChannel listener,
            List<AddressPrefix> from,
            InputSettings settings) {
        this.counters = new InputCounters(address.text(), settings.clock());
        this.names = new LineNames(settings, counters);
        this.queue = new NameQueue(settings, counters);
        this.connections =
                new Connections(listener, counters, from, Connections.TO_BEGIN, this::read);
    }

    private void read(Connection connection) throws IOException {
        FrameStream frames =
                new FrameStream(
                        new BufferedInputStream(
                                Channels.newInputStream(connection.channel()), BUFFER),
                        Channels.newOutputStream(connection.channel()),
                        connection::begin);
        boolean queries = false;
        for (byte[] frame = frames.next(); frame != null; frame = frames.next()) {
            counters.row();
            switch (Dnstap.parse(frame)) {
                case Dnstap.Frame.Question(Dnstap dnstap) -> {
                    queries |= dnstap.kind() == Dnstap.Kind.QUERY;
                    if (dnstap.kind() == Dnstap.Kind.QUERY || !queries) {
                        take(dnstap);
                    }
                }
                case Dnstap.Frame.Other _ -> {}
                case Dnstap.Frame.Malformed _ -> counters.drop(Drop.MALFORMED);
            }
        }
    }

    /** A server that is kept waiting drops what it has, and does not say so; this one counts. */
    private void take(Dnstap dnstap) {
        @Nullable PublicName name = names.of(dnstap.name(), dnstap.client());
        if (name != null) {
            queue.offer(name, dnstap.client());
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
