package org.domainstats.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class KernelDropsTest {

    @Test
    void socketsOfThePortAreCountedAndNoOthers() {
        List<String> table =
                List.of(
                        "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when"
                                + " retrnsmt   uid  timeout inode ref pointer drops",
                        "  123: 0100007F:1589 00000000:0000 07 00000000:00000000 00:00000000"
                                + " 00000000     0        0 9 2 0000000000000000 17 ",
                        "  124: 0100007F:158A 00000000:1589 07 00000000:00000000 00:00000000"
                                + " 00000000     0        0 9 2 0000000000000000 4",
                        "");

        assertThat(KernelDrops.count(table, 0x1589)).isEqualTo(17);
        assertThat(KernelDrops.count(table, 0x158A)).isEqualTo(4);
        assertThat(KernelDrops.count(table, 1)).isZero();
    }

    @Test
    void whatNobodyReadsIsDroppedAndCounted() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/net/udp")), "no Linux");
        try (DatagramChannel receiver = DatagramChannel.open();
                DatagramChannel sender = DatagramChannel.open()) {
            receiver.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
            receiver.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            InetSocketAddress address = (InetSocketAddress) receiver.getLocalAddress();
            for (int i = 0; i < 100; i++) {
                sender.send(ByteBuffer.allocate(1_000), address);
            }

            assertThat(KernelDrops.ofPort(address.getPort())).isBetween(50L, 100L);
        }
    }
}
