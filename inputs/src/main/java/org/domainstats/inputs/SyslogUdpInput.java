package org.domainstats.inputs;

import org.domainstats.base.Deadline;
import org.domainstats.base.KernelDrops;
import org.domainstats.base.LimitedLog;
import org.domainstats.inputs.InputAddress.Port;
import org.domainstats.inputs.InputCounters.Drop;
import org.domainstats.inputs.SyslogLines.Found;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

/**
 * Receives syslog over UDP, a message in each datagram. What comes faster than it is stored is
 * dropped and counted; what the kernel dropped before, it counts, and its count is read.
 */
final class SyslogUdpInput implements Input {

    private static final int LONGEST_DATAGRAM = 65_535;

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(SyslogUdpInput.class));
    private final Port address;
    private final DatagramChannel channel;
    private final InputCounters counters;
    private final SyslogLines lines;
    private final NameQueue queue;
    private final Thread thread;

    /**
     * @param channel bound, and closed with this
     */
    SyslogUdpInput(Port address, DatagramChannel channel, InputSettings settings) {
        this.address = address;
        this.channel = channel;
        this.counters = new InputCounters(address.text(), settings.clock());
        int port = channel.socket().getLocalPort();
        counters.kernelDrops(() -> KernelDrops.ofPort(port));
        this.lines = new SyslogLines(new LineNames(settings, counters));
        this.queue = new NameQueue(settings, counters);
        this.thread = Thread.ofPlatform().daemon().name("input " + address.text()).start(this::run);
    }

    private void run() {
        ByteBuffer datagram = ByteBuffer.allocate(LONGEST_DATAGRAM);
        while (channel.isOpen()) {
            try {
                datagram.clear();
                InetSocketAddress sender = (InetSocketAddress) channel.receive(datagram);
                take(datagram, sender.getAddress());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                log.warn("receive", e, "{}: a datagram was lost", address.text());
            } catch (RuntimeException e) {
                // The datagram handler: the next one comes whatever this one was.
                counters.drop(Drop.MALFORMED);
                log.warn("handle", e, "{}: a datagram could not be read", address.text());
            }
        }
    }

    private void take(ByteBuffer datagram, InetAddress sender) {
        if (!address.from().isEmpty()
                && address.from().stream().noneMatch(each -> each.contains(sender))) {
            counters.drop(Drop.REFUSED);
            return;
        }
        byte[] bytes = new byte[datagram.position()];
        datagram.get(0, bytes);
        for (Found each : lines.read(bytes, bytes.length, true, sender.getHostAddress())) {
            queue.offer(each.name(), each.client());
        }
    }

    @Override
    public InputCounters counters() {
        return counters;
    }

    @Override
    public void stop() {
        try {
            channel.close();
        } catch (IOException e) {
            log.warn("close", e, "{} cannot be closed", address.text());
        }
    }

    @Override
    public void close(Deadline deadline) {
        stop();
        InputThreads.end(thread, deadline);
        queue.close(deadline);
    }
}
