package org.domainstats.inputs;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A message of dnstap (dnstap.proto), as far as it says who asked about which name.
 *
 * @param kind what the message is about
 * @param name as text, escaped as in zone files
 * @param client null where the sender leaves it out
 */
record Dnstap(Kind kind, String name, @Nullable String client) {

    /** What counts as a question of a client. */
    enum Kind {
        QUERY,
        RESPONSE
    }

    private static final int DNSTAP_MESSAGE = 14;
    private static final int DNSTAP_TYPE = 15;
    private static final int TYPE_MESSAGE = 1;

    private static final int MESSAGE_TYPE = 1;
    private static final int QUERY_ADDRESS = 4;
    private static final int QUERY_MESSAGE = 10;
    private static final int QUERY_ZONE = 11;
    private static final int RESPONSE_MESSAGE = 14;

    private static final int CLIENT_QUERY = 5;
    private static final int CLIENT_RESPONSE = 6;

    /** What a frame is. */
    sealed interface Frame {

        /** A question of a client, or the reply to it. */
        record Question(Dnstap dnstap) implements Frame {}

        /** Of another kind, as what a resolver asks others, or about no name of the Internet. */
        record Other() implements Frame {}

        record Malformed() implements Frame {}
    }

    private static final Frame OTHER = new Frame.Other();
    private static final Frame MALFORMED = new Frame.Malformed();

    /** Parses a frame. Never throws on bad input. */
    static Frame parse(byte[] frame) {
        try {
            Protobuf outer = new Protobuf(ByteBuffer.wrap(frame));
            @Nullable ByteBuffer message = null;
            long type = TYPE_MESSAGE;
            while (outer.next()) {
                switch (outer.field()) {
                    case DNSTAP_TYPE -> type = outer.number();
                    case DNSTAP_MESSAGE -> message = outer.bytes();
                    default -> {}
                }
            }
            if (message == null || type != TYPE_MESSAGE) {
                return message == null ? MALFORMED : OTHER;
            }
            return message(new Protobuf(message));
        } catch (IllegalArgumentException e) {
            return MALFORMED;
        }
    }

    private static Frame message(Protobuf message) {
        long type = 0;
        @Nullable ByteBuffer address = null;
        @Nullable ByteBuffer query = null;
        @Nullable ByteBuffer zone = null;
        @Nullable ByteBuffer response = null;
        while (message.next()) {
            switch (message.field()) {
                case MESSAGE_TYPE -> type = message.number();
                case QUERY_ADDRESS -> address = message.bytes();
                case QUERY_MESSAGE -> query = message.bytes();
                case QUERY_ZONE -> zone = message.bytes();
                case RESPONSE_MESSAGE -> response = message.bytes();
                default -> {}
            }
        }
        if (type != CLIENT_QUERY && type != CLIENT_RESPONSE) {
            return OTHER;
        }
        @Nullable ByteBuffer dns = type == CLIENT_RESPONSE && response != null ? response : query;
        if (dns == null && zone == null) {
            return MALFORMED;
        }
        @Nullable String name = dns == null ? newlyObserved(zone) : DnsQuestion.name(dns);
        return name == null
                ? OTHER
                : new Frame.Question(
                        new Dnstap(
                                type == CLIENT_QUERY ? Kind.QUERY : Kind.RESPONSE,
                                name,
                                text(address)));
    }

    /** PowerDNS reports a newly observed domain by its name alone. */
    private static @Nullable String newlyObserved(@Nullable ByteBuffer zone) {
        return zone == null ? null : DnsQuestion.text(zone);
    }

    private static @Nullable String text(@Nullable ByteBuffer address) {
        if (address == null) {
            return null;
        }
        byte[] octets = new byte[address.remaining()];
        address.get(octets);
        try {
            return InetAddress.getByAddress(octets).getHostAddress();
        } catch (UnknownHostException e) {
            // Not 4 and not 16 octets.
            return null;
        }
    }

    /** The fields of a message of protocol buffers, one after the other. */
    private static final class Protobuf {

        private static final int VARINT = 0;
        private static final int FIXED64 = 1;
        private static final int BYTES = 2;
        private static final int FIXED32 = 5;
        private static final ByteBuffer NONE = ByteBuffer.allocate(0);

        private final ByteBuffer buffer;
        private int field;
        private long number;
        private ByteBuffer bytes = NONE;

        private Protobuf(ByteBuffer buffer) {
            this.buffer = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
        }

        /**
         * Goes on to the next field; false at the end.
         *
         * @throws IllegalArgumentException if it is none
         */
        private boolean next() {
            if (!buffer.hasRemaining()) {
                return false;
            }
            long tag = varint();
            field = (int) (tag >>> 3);
            number = 0;
            bytes = NONE;
            switch ((int) tag & 7) {
                case VARINT -> number = varint();
                case FIXED64 -> skip(Long.BYTES);
                case BYTES -> {
                    long length = varint();
                    if (length < 0 || length > buffer.remaining()) {
                        throw new IllegalArgumentException("longer than the message");
                    }
                    bytes = buffer.slice(buffer.position(), (int) length);
                    skip((int) length);
                }
                case FIXED32 -> skip(Integer.BYTES);
                default -> throw new IllegalArgumentException("no such type");
            }
            return true;
        }

        private void skip(int octets) {
            if (octets > buffer.remaining()) {
                throw new IllegalArgumentException("longer than the message");
            }
            buffer.position(buffer.position() + octets);
        }

        private long varint() {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                if (!buffer.hasRemaining()) {
                    throw new IllegalArgumentException("ends in a number");
                }
                byte octet = buffer.get();
                value |= (octet & 0x7fL) << shift;
                if (octet >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("no such number");
        }

        private int field() {
            return field;
        }

        private long number() {
            return number;
        }

        private ByteBuffer bytes() {
            return bytes;
        }
    }
}
