package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.ClientKey;
import org.domainstats.protocol.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;

class MembersTest {

    private static final ClientId A = new ClientId("a");

    @TempDir private Path folder;

    private Members open() throws IOException {
        return Members.open(folder.resolve("clients"));
    }

    @Test
    void tokenOfAClientIsNotKeptButItsKeyIs() throws IOException {
        Token token = open().add(A, new SecureRandom());
        Path file = folder.resolve("clients");
        assertThat(Files.readString(file)).doesNotContain(token.text().substring(5));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Optional.ofNullable(open().find(A)).map(ClientKey::text))
                .contains(token.key().text());
    }

    @Test
    void clientExistsOnce() throws IOException {
        Members members = open();
        members.add(A, new SecureRandom());
        assertThatThrownBy(() -> members.add(A, new SecureRandom()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("already");
        assertThat(members.remove(A)).isTrue();
        assertThat(members.remove(A)).isFalse();
        assertThat(members.clients()).isEmpty();
    }

    @Test
    void changeByAnotherProcessIsSeen() throws IOException {
        Members serving = open();
        open().add(A, new SecureRandom());
        serving.refresh();
        assertThat(serving.clients()).containsExactly(A);
    }

    @Test
    void wrongLineIsNamedAndChangesNothing() throws IOException {
        Members serving = open();
        serving.add(A, new SecureRandom());
        Files.writeString(folder.resolve("clients"), "# ours\nb nonsense\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2");
        serving.refresh();
        assertThat(serving.clients()).containsExactly(A);
    }

    @Test
    void fileThatIsOpenToOthersIsRefused() throws IOException {
        open().add(A, new SecureRandom());
        Path file = folder.resolve("clients");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod");
    }
}
