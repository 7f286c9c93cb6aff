package org.domainstats.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.domainstats.base.AtomicFile;
import org.domainstats.base.Sha256;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens of a server, from a file with a line {@code <name> <role> sha256:<hex>} for each.
 * Earlier versions had a token in clear on a line; such lines are read for one more version, with
 * the role {@code read}.
 *
 * @param inClear how many lines were tokens in clear
 * @param openToOthers whether the file can be read by others than its owner and group
 */
public record AccessTokens(List<AccessToken> tokens, int inClear, boolean openToOthers) {

    /** For a server without any. */
    public static final AccessTokens NONE = new AccessTokens(List.of(), 0, false);

    private static final String PREFIX = "sha256:";

    /** 128 bits in base64url have 22 characters; what is shorter can be guessed. */
    private static final int SHORTEST_IN_CLEAR = 22;

    public AccessTokens {
        tokens = List.copyOf(tokens);
    }

    /**
     * Reads a file; fit for a {@link org.domainstats.base.WatchedFile}.
     *
     * @throws IOException if it cannot be read, can be written by everybody, or a line is wrong;
     *     the message has the line's number, and nothing of its text
     */
    public static AccessTokens parse(Path file) throws IOException {
        Set<PosixFilePermission> permissions = permissions(file);
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(file + " can be written by everybody; run: chmod o-w " + file);
        }
        List<AccessToken> tokens = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int inClear = 0;
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                AccessToken token = token(line, file, i + 1);
                inClear += isInClear(line) ? 1 : 0;
                if (!names.add(token.name())) {
                    throw wrong(file, i + 1, "the name of another token");
                }
                tokens.add(token);
            }
        }
        return new AccessTokens(
                tokens, inClear, permissions.contains(PosixFilePermission.OTHERS_READ));
    }

    private static AccessToken token(String line, Path file, int number) throws IOException {
        if (isInClear(line)) {
            return AccessToken.of("line-" + number, AccessRole.READ, line);
        }
        String[] fields = line.split("\\s+", -1);
        Optional<AccessRole> role =
                fields.length == 3 ? AccessRole.of(fields[1]) : Optional.empty();
        if (role.isEmpty() || !fields[2].startsWith(PREFIX)) {
            throw wrong(file, number, "not <name> <ask|read|admin> sha256:<hex>");
        }
        try {
            return new AccessToken(fields[0], role.get(), fields[2].substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw wrong(file, number, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isInClear(String line) {
        return line.chars().noneMatch(Character::isWhitespace);
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8", e);
        }
    }

    private static IOException wrong(Path file, int line, String reason) {
        return new IOException(file + " line " + line + ": " + reason);
    }

    private static Set<PosixFilePermission> permissions(Path file) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null ? Set.of() : view.readAttributes().permissions();
    }

    /** The token that a client presents. Takes as long for every wrong one. */
    public Optional<AccessToken> find(String presented) {
        byte[] digest = Sha256.of(presented.getBytes(UTF_8));
        Optional<AccessToken> found = Optional.empty();
        for (AccessToken token : tokens) {
            if (MessageDigest.isEqual(token.sha256(), digest)) {
                found = Optional.of(token);
            }
        }
        return found;
    }

    /**
     * With one more token.
     *
     * @throws IllegalArgumentException if one has the name already
     */
    public AccessTokens with(AccessToken token) {
        if (tokens.stream().anyMatch(each -> each.name().equals(token.name()))) {
            throw new IllegalArgumentException(
                    "there is a token " + token.name() + " already; revoke it first");
        }
        List<AccessToken> more = new ArrayList<>(tokens);
        more.add(token);
        return new AccessTokens(more, inClear, openToOthers);
    }

    /** Without the token of a name. */
    public AccessTokens without(String name) {
        return new AccessTokens(
                tokens.stream().filter(each -> !each.name().equals(name)).toList(),
                inClear,
                openToOthers);
    }

    /** Whether somebody may administer with one of them. */
    public boolean hasAdministrator() {
        return tokens.stream().anyMatch(each -> each.role() == AccessRole.ADMIN);
    }

    /**
     * The lines of a file that are tokens in clear and too short to be safe, by number. They are
     * served for one more version, but not taken over.
     */
    public static List<Integer> weakLines(Path file) throws IOException {
        List<Integer> weak = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()
                    && !line.startsWith("#")
                    && isInClear(line)
                    && line.length() < SHORTEST_IN_CLEAR) {
                weak.add(i + 1);
            }
        }
        return weak;
    }

    /** Replaces the file; it holds hashes only, and is its owner's alone. */
    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("# <name> <ask|read|admin> sha256:<hex>\n");
        for (AccessToken token : tokens) {
            text.append(token.name())
                    .append(' ')
                    .append(token.role().text())
                    .append(' ')
                    .append(PREFIX)
                    .append(token.sha256Hex())
                    .append('\n');
        }
        AtomicFile.write(file, text.toString().getBytes(UTF_8), AtomicFile.Access.OWNER);
    }
}
