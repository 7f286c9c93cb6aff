package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

class AccessTokensTest {

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("tokens");
    }

    @Test
    void tokenIsFoundByItsTextAndTheFileHoldsOnlyItsHash() throws IOException {
        String text = AccessToken.generate(new SecureRandom());
        AccessTokens.NONE.with(AccessToken.of("siem", AccessRole.ASK, text)).write(file);

        assertThat(text).hasSize(43);
        assertThat(Files.readString(file)).doesNotContain(text).contains("siem ask sha256:");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        AccessTokens tokens = AccessTokens.parse(file);
        assertThat(tokens.inClear()).isZero();
        assertThat(tokens.find(text).map(AccessToken::name)).hasValue("siem");
        assertThat(tokens.find(text + "x")).isEmpty();
    }

    @Test
    void tokenInClearIsReadForOneMoreVersion() throws IOException {
        Files.writeString(file, "# ours\n\nan-old-token-in-clear\n");
        AccessTokens tokens = AccessTokens.parse(file);
        assertThat(tokens.inClear()).isEqualTo(1);
        assertThat(tokens.find("an-old-token-in-clear").map(AccessToken::role))
                .hasValue(AccessRole.READ);
        assertThat(AccessTokens.weakLines(file)).containsExactly(3);
    }

    @Test
    void nameIsTakenOnceAndIsFreeAfterwards() {
        AccessToken token = AccessToken.of("siem", AccessRole.ADMIN, "text");
        AccessTokens one = AccessTokens.NONE.with(token);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.with(token))
                .withMessageContaining("revoke it first");
        assertThat(one.without("siem").with(token).tokens()).containsExactly(token);
    }

    @Test
    void roleIncludesThoseBeforeIt() {
        assertThat(AccessRole.ADMIN.includes(AccessRole.ASK)).isTrue();
        assertThat(AccessRole.READ.includes(AccessRole.READ)).isTrue();
        assertThat(AccessRole.ASK.includes(AccessRole.READ)).isFalse();
    }

    @Test
    void wrongLineIsNamedByItsNumberAndNotShown() throws IOException {
        for (String line :
                new String[] {
                    "hunter2 ask",
                    "siem owner sha256:hunter2",
                    "siem ask hunter2",
                    "Hunter2! ask sha256:" + "0".repeat(64),
                    "siem ask sha256:hunter2",
                }) {
            Files.writeString(file, "\n" + line + "\n");
            assertThatThrownBy(() -> AccessTokens.parse(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("line 2")
                    .hasMessageNotContaining("unter2");
        }
    }

    @Test
    void fileThatEverybodyMayWriteIsRefused() throws IOException {
        Files.writeString(file, "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThatThrownBy(() -> AccessTokens.parse(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can be written by everybody");
    }
}
