package org.domainstats.inputs;

import org.domainstats.base.Deadline;
import org.domainstats.base.Stoppable;
import org.domainstats.inputs.InputAddress.DnstapSocket;
import org.domainstats.inputs.InputAddress.LogFile;
import org.domainstats.inputs.InputAddress.Port;
import org.domainstats.store.Inputs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** All inputs of a server, from start to stop. */
public final class InputSet implements Stoppable {

    /** A second's burst of datagrams, if the kernel grants it. */
    private static final int RECEIVE_BUFFER = 8 << 20;

    private final List<Input> inputs = new ArrayList<>();
    private final List<Path> sockets = new ArrayList<>();

    private InputSet() {}

    /**
     * Starts to read.
     *
     * @throws UncheckedIOException if one cannot be opened; its message names it
     */
    public static InputSet start(
            List<InputAddress> addresses, InputSettings settings, Inputs positions) {
        InputSet set = new InputSet();
        for (InputAddress address : addresses) {
            try {
                set.inputs.add(set.open(address, settings, positions));
            } catch (IOException e) {
                set.close();
                throw new UncheckedIOException(
                        "the input " + address.text() + " cannot be opened", e);
            }
        }
        return set;
    }

    private Input open(InputAddress address, InputSettings settings, Inputs positions)
            throws IOException {
        return switch (address) {
            case LogFile file -> new TailInput(file, settings, positions);
            case DnstapSocket socket ->
                    new DnstapInput(socket, socket(socket.path()), List.of(), settings);
            case Port port ->
                    switch (port.kind()) {
                        case DNSTAP_TCP ->
                                new DnstapInput(port, listener(port), port.from(), settings);
                        case SYSLOG_TCP -> new SyslogTcpInput(port, listener(port), settings);
                        case SYSLOG_UDP -> new SyslogUdpInput(port, datagrams(port), settings);
                    };
        };
    }

    private static ServerSocketChannel listener(Port port) throws IOException {
        return bound(ServerSocketChannel.open(), port.address());
    }

    private static ServerSocketChannel bound(ServerSocketChannel channel, SocketAddress address)
            throws IOException {
        try {
            return channel.bind(address);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static DatagramChannel datagrams(Port port) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            return channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER)
                    .bind(port.address());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Those of the group may write. A socket that nobody listens at any more is replaced. */
    private ServerSocketChannel socket(Path path) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        if (Files.exists(path)) {
            removeStale(path, address);
        }
        ServerSocketChannel channel =
                bound(ServerSocketChannel.open(StandardProtocolFamily.UNIX), address);
        sockets.add(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
        return channel;
    }

    private static void removeStale(Path path, UnixDomainSocketAddress address) throws IOException {
        if (Files.isRegularFile(path) || Files.isDirectory(path)) {
            throw new IOException(path + " is there, and is no socket");
        }
        try (var _ = SocketChannel.open(address)) {
            throw new IOException(path + " is another program's, which listens there");
        } catch (ConnectException e) {
            // Left by a process that was killed.
            Files.delete(path);
        }
    }

    /** What each has read. */
    public List<InputCounters> counters() {
        return inputs.stream().map(Input::counters).toList();
    }

    @Override
    public void stop() {
        inputs.forEach(Input::stop);
    }

    /** Records what was read, and ends. */
    @Override
    public void close(Deadline deadline) {
        Stoppable.closeAll(inputs, deadline);
        inputs.clear();
        for (Path socket : sockets) {
            try {
                Files.deleteIfExists(socket);
            } catch (IOException e) {
                // The next start finds that nobody listens there.
                System.getLogger(InputSet.class.getName())
                        .log(System.Logger.Level.DEBUG, "socket stays", e);
            }
        }
        sockets.clear();
    }
}
