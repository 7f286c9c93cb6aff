package org.domainstats.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;

/** Whose files are obeyed. */
class SettingsFileTest {

    @TempDir private Path folder;

    @Test
    void fileThatEverybodyMayWriteIsRefused() throws IOException {
        Path file = write();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThatThrownBy(() -> SettingSources.read(file, Map.of(), Map.of()))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("can be written by everybody");
    }

    @Test
    void fileOfAStrangerIsNotObeyedUnlessItIsNamed() throws IOException {
        Path file = write();
        assumeTrue(canGiveAway(file), "only root can give a file away");

        assertThatThrownBy(() -> SettingsFile.requireOwn(file))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("belongs to nobody and is not obeyed");
        assertThat(SettingSources.read(file, Map.of(), Map.of()).port(SettingKey.PORT))
                .isEqualTo(1);
    }

    @Test
    void linkOfAStrangerIsNotFollowed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), write());
        assumeTrue(canGiveAway(link), "only root can give a link away");

        assertThatThrownBy(() -> SettingsFile.requireOwn(link))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("belongs to nobody");
    }

    private static boolean canGiveAway(Path file) {
        try {
            UserPrincipal nobody =
                    file.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("nobody");
            Files.getFileAttributeView(
                            file, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(nobody);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Path write() throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), "port: 1");
    }
}
