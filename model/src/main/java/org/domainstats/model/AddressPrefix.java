package org.domainstats.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The IP addresses that share their first bits: {@code 192.0.2.0/24}, {@code 2001:db8::/32}. */
public final class AddressPrefix {

    /** One host usually has a whole /64 of IPv6, and takes what address of it it likes. */
    private static final int HOST_OF_IPV6 = 64;

    private static final int HOST_OF_IPV4 = 32;

    private final byte[] start;
    private final int bits;

    private AddressPrefix(byte[] start, int bits) {
        this.start = start;
        this.bits = bits;
    }

    /**
     * An address or {@code address/bits}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static AddressPrefix parse(String text) {
        int slash = text.indexOf('/');
        byte[] start =
                InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
        int longest = start.length * Byte.SIZE;
        int bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > longest) {
            throw new IllegalArgumentException("not a network: " + Printable.of(text));
        }
        return of(start, bits);
    }

    /** The network of an address. */
    public static AddressPrefix of(InetAddress address, int bits) {
        return of(address.getAddress(), bits);
    }

    /**
     * What one host has: its address, or its /64 of IPv6. Whatever is limited by client is counted
     * by this.
     */
    public static AddressPrefix ofHost(InetAddress address) {
        return of(address, address instanceof Inet6Address ? HOST_OF_IPV6 : HOST_OF_IPV4);
    }

    private static AddressPrefix of(byte[] address, int bits) {
        byte[] start = new byte[address.length];
        for (int i = 0; i * Byte.SIZE < bits; i++) {
            int kept = Math.min(Byte.SIZE, bits - i * Byte.SIZE);
            start[i] = (byte) (address[i] & (0xFF << (Byte.SIZE - kept)));
        }
        return new AddressPrefix(start, bits);
    }

    public boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        return other.length == start.length && of(other, bits).equals(this);
    }

    /** The first address, and the bits unless it is the only one. */
    @Override
    public String toString() {
        try {
            String first = InetAddress.getByAddress(start).getHostAddress();
            return bits == start.length * Byte.SIZE ? first : first + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressPrefix prefix
                && bits == prefix.bits
                && Arrays.equals(start, prefix.start);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(start) * 31 + bits;
    }
}
