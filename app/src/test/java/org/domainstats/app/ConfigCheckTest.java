package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.processkit.CommandResult;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.SettingKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** {@code config check} reads every file that a setting names, whichever command uses it. */
class ConfigCheckTest {

    @TempDir private Path folder;

    static Stream<SettingKey> files() {
        return Arrays.stream(SettingKey.values()).filter(key -> key.kind() == SettingKind.FILE);
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileThatIsNotThereIsNamed(SettingKey key) {
        CommandResult check =
                Cli.run(
                        "config",
                        "check",
                        "--data=" + folder.resolve("data"),
                        "--store=postgresql://nobody@127.0.0.1:1/none",
                        "--community=https://127.0.0.1:1",
                        key.flag() + "=" + folder.resolve("absent"));
        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.err()).contains(key.key());
    }
}
