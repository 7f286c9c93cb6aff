package org.domainstats.settings;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.DuplicateKeyException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A settings file: YAML, a line {@code key: value} for each setting. */
final class SettingsFile {

    /** The account that the packages make for the service. */
    private static final String SERVICE = "domain-stats";

    /** A list of pairs. */
    private static final int DEEPEST = 2;

    private SettingsFile() {}

    /**
     * The keys and values of a file, as text, each with its line. Of a file that is none, an error
     * names the line, but shows nothing of it: it may be any file, a secret one too.
     */
    static Map<String, Setting> read(Path file) {
        requireNotWritableByAll(file);
        LoadSettings yaml = LoadSettings.builder().setLabel(file.toString()).build();
        try {
            Optional<Node> root = new Compose(yaml).composeString(Files.readString(file));
            Object content = new StandardConstructor(yaml).constructSingleDocument(root);
            return settings(file, content, root.map(SettingsFile::lines).orElse(Map.of()));
        } catch (DuplicateKeyException e) {
            throw new SettingException(
                    "settings file " + file + line(e) + ": the key stands there a second time");
        } catch (MarkedYamlEngineException e) {
            throw notYaml(file, line(e));
        } catch (YamlEngineException | CharacterCodingException e) {
            throw notYaml(file, "");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Map<String, Setting> settings(
            Path file, @Nullable Object content, Map<String, Integer> lines) {
        if (content == null) {
            return Map.of();
        }
        if (!(content instanceof Map<?, ?> map)) {
            throw new SettingException(
                    "settings file " + file + " must hold lines of the form key: value");
        }
        Map<String, Setting> settings = new LinkedHashMap<>();
        map.forEach(
                (key, value) -> {
                    String name = text(file, key, DEEPEST);
                    Integer line = lines.get(name);
                    String origin = line == null ? file.toString() : file + ", line " + line;
                    settings.put(name, new Setting(text(file, value, 0), origin));
                });
        return settings;
    }

    /** In which line each key stands. */
    private static Map<String, Integer> lines(Node root) {
        Map<String, Integer> lines = new HashMap<>();
        if (root instanceof MappingNode map) {
            for (NodeTuple each : map.getValue()) {
                if (each.getKeyNode() instanceof ScalarNode key) {
                    key.getStartMark()
                            .ifPresent(mark -> lines.put(key.getValue(), mark.getLine() + 1));
                }
            }
        }
        return lines;
    }

    private static String line(MarkedYamlEngineException fault) {
        return fault.getProblemMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
    }

    private static SettingException notYaml(Path file, String line) {
        return new SettingException("settings file " + file + " is not valid YAML" + line);
    }

    private static SettingException unreadable(Path file, IOException cause) {
        String reason =
                switch (cause) {
                    case NoSuchFileException _ -> "no such file";
                    case AccessDeniedException _ -> "access denied";
                    default -> String.valueOf(cause.getMessage());
                };
        return new SettingException("cannot read settings file " + file + ": " + reason);
    }

    /**
     * Refuses a file that belongs to somebody else than this user, root and the service.
     *
     * @throws SettingException if it does
     */
    static void requireOwn(Path file) {
        // Of a symbolic link, both: whoever made it chose what is read.
        requireOwn(file, attributes(file, LinkOption.NOFOLLOW_LINKS));
        requireOwn(file, attributes(file));
    }

    private static void requireOwn(Path file, @Nullable PosixFileAttributes attributes) {
        if (attributes == null) {
            return;
        }
        String owner = attributes.owner().getName();
        if (!List.of("root", SERVICE, System.getProperty("user.name", "root")).contains(owner)) {
            throw new SettingException(
                    file.toAbsolutePath()
                            + " belongs to "
                            + owner
                            + " and is not obeyed; if you trust it, name it with --config");
        }
    }

    private static void requireNotWritableByAll(Path file) {
        PosixFileAttributes attributes = attributes(file);
        if (attributes != null
                && attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new SettingException(
                    "settings file "
                            + file
                            + " can be written by everybody; run: chmod o-w "
                            + file);
        }
    }

    /** Null where the file system has no owners, as on Windows. */
    private static @Nullable PosixFileAttributes attributes(Path file, LinkOption... options) {
        try {
            return Files.readAttributes(file, PosixFileAttributes.class, options);
        } catch (UnsupportedOperationException e) {
            return null;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * YAML reads {@code off} as text and {@code true} as a truth; lists and maps become
     * comma-separated text. A list may stand in many others, and even in itself.
     */
    private static String text(Path file, @Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new SettingException(
                    "settings file " + file + " has lists within lists, which no setting takes");
        }
        return switch (value) {
            case null -> "";
            case Collection<?> list ->
                    list.stream()
                            .map(each -> text(file, each, depth + 1))
                            .collect(Collectors.joining(","));
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(
                                    each ->
                                            text(file, each.getKey(), DEEPEST)
                                                    + "="
                                                    + text(file, each.getValue(), depth + 1))
                            .collect(Collectors.joining(","));
            default -> value.toString();
        };
    }
}
