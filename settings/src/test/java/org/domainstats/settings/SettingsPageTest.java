package org.domainstats.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code docs/settings.md} lists every setting as {@code --help} shows it, and no other. */
class SettingsPageTest {

    @Test
    void everySettingHasItsRowInItsGroupAndThereIsNoOther() throws IOException {
        List<String> page =
                Files.readAllLines(Path.of("../docs/settings.md")).stream()
                        .filter(line -> line.startsWith("## ") || line.startsWith("| `"))
                        .toList();
        assertThat(page).isEqualTo(expected());
    }

    private static List<String> expected() {
        return Arrays.stream(SettingGroup.values())
                .flatMap(
                        group ->
                                Stream.concat(
                                        Stream.of("## " + group.title()),
                                        SettingKey.in(group).stream().map(SettingsPageTest::row)))
                .toList();
    }

    private static String row(SettingKey key) {
        String value =
                key.choices().isEmpty()
                        ? key.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        : String.join(", ", key.choices());
        String initial = key.initial().isEmpty() ? "" : "`" + key.initial() + "`";
        String help = key.help().replace("|", "\\|").replace("<", "\\<");
        return "| `%s` | %s | %s | %s |".formatted(key.key(), value, initial, help);
    }
}
