package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.protocol.ClientId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

class DenyListTest {

    private static final InetAddress DENIED = InetAddress.ofLiteral("192.0.2.7");
    private static final ClientId CLIENT = new ClientId("a");

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("denied");
    }

    @Test
    void clientsAddressesAndNetworksAreDenied() throws IOException {
        Files.writeString(
                file(), "# abuse\na write to us\n192.0.2.0/25 no\n2001:db8::/33\n198.51.100.1\n");
        DenyList list = DenyList.open(file());
        assertThat(list.message(CLIENT, InetAddress.ofLiteral("203.0.113.1")))
                .isEqualTo("write to us");
        assertThat(list.message(null, DENIED)).isEqualTo("no");
        assertThat(list.message(null, InetAddress.ofLiteral("192.0.2.128"))).isNull();
        assertThat(list.message(null, InetAddress.ofLiteral("2001:db8:7fff::1"))).isNotNull();
        assertThat(list.message(null, InetAddress.ofLiteral("2001:db8:8000::1"))).isNull();
        assertThat(list.message(null, InetAddress.ofLiteral("198.51.100.1"))).isNotNull();
        assertThat(list.message(null, InetAddress.ofLiteral("198.51.100.2"))).isNull();
    }

    @Test
    void fileThatMovesAwayAndBackDeniesAllTheTime() throws IOException {
        Files.writeString(file(), "192.0.2.7 no\n");
        DenyList list = DenyList.open(file());
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(file(), elsewhere);
        list.refresh();
        assertThat(list.message(null, DENIED)).isEqualTo("no");
        Files.move(elsewhere, file());
        list.refresh();
        assertThat(list.message(null, DENIED)).isEqualTo("no");
    }

    @Test
    void emptyFileDeniesNobody() throws IOException {
        Files.writeString(file(), "192.0.2.7 no\n");
        DenyList list = DenyList.open(file());
        Files.writeString(file(), "");
        list.refresh();
        assertThat(list.message(null, DENIED)).isNull();
    }

    @Test
    void wrongLineIsNamedAndChangesNothing() throws IOException {
        Files.writeString(file(), "192.0.2.7 no\n");
        DenyList list = DenyList.open(file());
        Files.writeString(file(), "\n192.0.2.0/33 no\n");
        assertThatThrownBy(() -> DenyList.open(file()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2");
        list.refresh();
        assertThat(list.message(null, DENIED)).isEqualTo("no");
    }
}
