package org.domainstats.app;

import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tokens with which this server may be asked, a line each. */
final class TokenFile {

    private TokenFile() {}

    /** The tokens of the settings; none where anybody may ask. */
    static List<String> read(Settings settings) {
        if (!settings.isSet(SettingKey.TOKEN_FILE)) {
            return List.of();
        }
        Path file = Path.of(settings.text(SettingKey.TOKEN_FILE));
        try {
            List<String> tokens =
                    Files.readAllLines(file).stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .toList();
            if (tokens.isEmpty()) {
                throw new SettingException(
                        "token-file " + file + " has no token, so nobody could ask");
            }
            return tokens;
        } catch (IOException e) {
            throw new SettingException(
                    "token-file " + file + " cannot be used: " + ErrorMessages.reason(e));
        }
    }
}
