package org.domainstats.server;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Who may ask: everybody, or the bearers of certain tokens (RFC 6750). */
public final class Access {

    private static final String SCHEME = "Bearer ";

    /** For a server that only its own machine can reach, or whose operator wants it so. */
    public static final Access OPEN = new Access(List.of());

    private final List<byte[]> digests;

    private Access(List<byte[]> digests) {
        this.digests = digests;
    }

    /**
     * Lets in who shows one of the tokens.
     *
     * @param sha256 the SHA-256 digests of the tokens, so that a leaked list lets nobody in
     */
    public static Access tokens(List<byte[]> sha256) {
        if (sha256.isEmpty()) {
            throw new IllegalArgumentException("no token is set, so nobody could ask");
        }
        return new Access(sha256.stream().map(byte[]::clone).toList());
    }

    boolean isOpen() {
        return digests.isEmpty();
    }

    /** Whether the value of an Authorization header lets in. Takes as long for every wrong one. */
    boolean admits(@Nullable String authorization) {
        if (isOpen()) {
            return true;
        }
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] shown = sha256(authorization.substring(SCHEME.length()).strip());
        boolean admitted = false;
        for (byte[] digest : digests) {
            admitted |= MessageDigest.isEqual(digest, shown);
        }
        return admitted;
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
