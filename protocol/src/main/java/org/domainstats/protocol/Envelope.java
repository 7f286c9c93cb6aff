package org.domainstats.protocol;

import org.domainstats.model.Printable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A message on the wire: bare, or with a last line that says who signed it: {@code \n<client-id>
 * <base64url HMAC-SHA256>}. The MAC covers everything before itself: the message, the line feed,
 * the client id and the blank.
 */
public sealed interface Envelope permits Malformed, Envelope.Bare, Envelope.Signed {

    /** 32 bytes in base64url without padding. */
    int MAC_CHARACTERS = 43;

    /** A message without a signature: the first {@code length} bytes of an array. */
    final class Bare implements Envelope {

        private final byte[] bytes;
        private final int length;

        private Bare(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        public byte[] bytes() {
            return bytes;
        }

        public int length() {
            return length;
        }

        @Override
        public String toString() {
            return "bare " + text(bytes, length);
        }
    }

    /** A message with a signature. It is not verified until {@link #isSignedWith} is true. */
    final class Signed implements Envelope {

        private final byte[] bytes;
        private final int length;
        private final ClientId client;
        private final int covered;
        private final byte[] mac;

        private Signed(byte[] bytes, int length, ClientId client, int covered, byte[] mac) {
            this.bytes = bytes;
            this.length = length;
            this.client = client;
            this.covered = covered;
            this.mac = mac;
        }

        public byte[] bytes() {
            return bytes;
        }

        public int length() {
            return length;
        }

        public ClientId client() {
            return client;
        }

        public boolean isSignedWith(ClientKey key) {
            return key.client().equals(client) && key.matches(mac, bytes, 0, covered);
        }

        /** The first bytes of the MAC: equal for the same message, evenly distributed. */
        public long fingerprint() {
            return ByteBuffer.wrap(Arrays.copyOf(mac, Long.BYTES)).getLong();
        }

        @Override
        public String toString() {
            return "signed by " + client + " " + text(bytes, length);
        }
    }

    private static String text(byte[] bytes, int length) {
        return Printable.of(new String(bytes, 0, length, StandardCharsets.UTF_8));
    }

    /** Reads a datagram or a body; the message starts at 0. Never throws. */
    static Envelope open(byte[] bytes, int length) {
        if (length > MessageLimits.DATAGRAM) {
            return new Malformed("longer than " + MessageLimits.DATAGRAM + " bytes");
        }
        int lineFeed = length - 1;
        while (lineFeed >= 0 && bytes[lineFeed] != '\n') {
            lineFeed--;
        }
        int blank = length - MAC_CHARACTERS - 1;
        if (lineFeed < 0 || blank <= lineFeed || bytes[blank] != ' ') {
            return new Bare(bytes, length);
        }
        String id =
                new String(bytes, lineFeed + 1, blank - lineFeed - 1, StandardCharsets.ISO_8859_1);
        if (!ClientId.isValid(id)) {
            return new Bare(bytes, length);
        }
        try {
            byte[] mac =
                    Base64.getUrlDecoder().decode(Arrays.copyOfRange(bytes, blank + 1, length));
            return new Signed(bytes, lineFeed, new ClientId(id), blank + 1, mac);
        } catch (IllegalArgumentException e) {
            return new Malformed("the last line is no base64url MAC");
        }
    }

    /** The message with the line that signs it. */
    static byte[] seal(byte[] message, ClientKey key) {
        byte[] line = key.line();
        int covered = message.length + line.length;
        byte[] sealed = Arrays.copyOf(message, covered + MAC_CHARACTERS);
        System.arraycopy(line, 0, sealed, message.length, line.length);
        byte[] mac = Base64.getUrlEncoder().withoutPadding().encode(key.sign(sealed, 0, covered));
        System.arraycopy(mac, 0, sealed, covered, MAC_CHARACTERS);
        return sealed;
    }
}
