package org.domainstats.composition;

import org.domainstats.http.AccessTokens;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The tokens of the LAN server: those it accepts, and the one that {@code lookup} sends. */
public final class ServerTokens {

    private static final System.Logger LOG = System.getLogger(ServerTokens.class.getName());

    private ServerTokens() {}

    /** The tokens that the server accepts; empty where none are asked for. */
    static Optional<AccessTokens> accepted(Settings settings) {
        return settings.file(SettingKey.TOKEN_FILE).map(ServerTokens::accepted);
    }

    private static AccessTokens accepted(Path file) {
        AccessTokens tokens;
        try {
            tokens = AccessTokens.parse(file);
        } catch (IOException e) {
            throw unusable(SettingKey.TOKEN_FILE, file, e);
        }
        if (tokens.tokens().isEmpty()) {
            throw new SettingException("token-file " + file + " has no token, so nobody could ask");
        }
        if (tokens.inClear() > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "token-file {0} holds tokens in clear, which the next version refuses; run:"
                            + " domain-stats admin token import {0}",
                    file);
        }
        if (tokens.openToOthers()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "token-file {0} can be read by everybody; run: chmod 600 {0}",
                    file);
        }
        return tokens;
    }

    /**
     * The token that {@code lookup} sends: of its own file, else the first in clear of the
     * server's.
     */
    public static Optional<String> sent(Settings settings) {
        Optional<Path> own = settings.file(SettingKey.LOOKUP_TOKEN_FILE);
        if (own.isPresent()) {
            return Optional.of(
                    firstWord(SettingKey.LOOKUP_TOKEN_FILE, own.get())
                            .orElseThrow(
                                    () ->
                                            new SettingException(
                                                    "lookup-token-file "
                                                            + own.get()
                                                            + " holds no token, alone on a line")));
        }
        return settings.file(SettingKey.TOKEN_FILE)
                .flatMap(file -> firstWord(SettingKey.TOKEN_FILE, file));
    }

    /** The first line that is one word: a token in clear. */
    private static Optional<String> firstWord(SettingKey key, Path file) {
        try {
            return words(file).stream().findFirst();
        } catch (IOException e) {
            throw unusable(key, file, e);
        }
    }

    private static List<String> words(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .filter(line -> line.chars().noneMatch(Character::isWhitespace))
                .toList();
    }

    private static SettingException unusable(SettingKey key, Path file, IOException cause) {
        String way =
                key == SettingKey.TOKEN_FILE && cause instanceof NoSuchFileException
                        ? "; make it with: domain-stats admin token add NAME --role admin --token-file "
                                + file
                        : "";
        return new SettingException(
                key.key() + " " + file + " cannot be used: " + ErrorMessages.reason(cause) + way);
    }
}
