package org.domainstats.events;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;

/** Syslog over UDP (RFC 5426): nobody knows what arrives. */
final class SyslogUdpOutput implements Output {

    private static final int PORT = 514;

    private final String host;
    private final int port;
    private final String hostname;

    SyslogUdpOutput(OutputSpec spec) {
        this.host = spec.target().getHost();
        this.port = spec.target().getPort() < 0 ? PORT : spec.target().getPort();
        this.hostname = SyslogFormatter.hostname();
    }

    @Override
    public void deliver(List<Outgoing> events) throws IOException {
        // Resolved anew each time: the receiver may have moved.
        InetSocketAddress receiver = new InetSocketAddress(host, port);
        if (receiver.isUnresolved()) {
            throw new IOException("its name has no address");
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            // Connected, so that a port that nobody listens on may be noticed.
            socket.connect(receiver);
            for (Outgoing event : events) {
                byte[] message = SyslogFormatter.of(event.event(), event.line(), hostname);
                socket.send(new DatagramPacket(message, message.length));
            }
        }
    }

    @Override
    public void close() {
        // Nothing stays open.
    }
}
