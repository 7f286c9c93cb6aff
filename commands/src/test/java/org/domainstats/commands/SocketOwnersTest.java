package org.domainstats.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

class SocketOwnersTest {

    /** As Linux on x86-64 shows them: two listeners at port 8000, one at all addresses at 9000. */
    private static final List<String> SOCKETS =
            """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1001        0 20 1
               1: 0A00000A:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1002        0 21 1
               2: 00000000:2328 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 22 1
               3: 0100007F:0050 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1003        0 23 1
               4: 0000000000000000FFFF00000100007F:1F41 00000000000000000000000000000000:0000 0A 0:0 00:0 0 1004 0 24 1
            """
                    .lines()
                    .toList();

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 8000, 1001",
        "10.0.0.10, 8000, 1002",
        "127.0.0.1, 9000, 0",
        "127.0.0.1, 8001, 1004",
        "127.0.0.1, 80, ''",
    })
    void ownersOfWhatListensThereAreFound(String host, int port, String owners) {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the example is of x86-64");
        assertThat(SocketOwners.owners(SOCKETS, new InetSocketAddress(host, port)))
                .isEqualTo(
                        Arrays.stream(owners.split(" "))
                                .filter(each -> !each.isEmpty())
                                .map(Long::valueOf)
                                .collect(Collectors.toSet()));
    }

    @Test
    void ownListenerIsTrustedAndNobodyIsNot() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "only Linux has proc(5)");
        InetSocketAddress address;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            address = (InetSocketAddress) listener.getLocalSocketAddress();
            assertThat(SocketOwners.areTrusted(address)).isTrue();
        }
        assertThat(SocketOwners.areTrusted(address)).isFalse();
    }
}
