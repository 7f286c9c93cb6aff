package org.domainstats.httpclient;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Distinguishes addresses of the public Internet from those that a hostile redirect, referral or
 * DNS record would point us at: this machine, its network, its cloud's metadata service.
 *
 * <p>The blocks are those of the IANA special-purpose registries (RFC 6890) that are not globally
 * reachable, and the IPv6 ranges that carry an IPv4 address, judged by what they carry.
 */
public final class PublicAddress {

    private PublicAddress() {}

    public static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] address) {
        int a = address[0] & 0xff;
        int b = address[1] & 0xff;
        int c = address[2] & 0xff;
        return switch (a) {
            case 0, 10, 127 -> false;
            case 100 -> (b & 0xc0) != 64; // shared address space, RFC 6598
            case 169 -> b != 254; // link-local, and every cloud's metadata service
            case 172 -> (b & 0xf0) != 16;
            case 192 -> !(b == 168 || b == 0 && (c == 0 || c == 2) || b == 88 && c == 99);
            case 198 -> !((b & 0xfe) == 18 || b == 51 && c == 100);
            case 203 -> !(b == 0 && c == 113);
            default -> a < 224; // multicast, reserved, broadcast
        };
    }

    private static boolean isPublic6(byte[] address) {
        int first = (address[0] & 0xff) << 8 | address[1] & 0xff;
        int second = (address[2] & 0xff) << 8 | address[3] & 0xff;
        if (first == 0x64 && second == 0xff9b && isZero(address, 4, 12)) {
            return isPublic4(Arrays.copyOfRange(address, 12, 16)); // NAT64, RFC 6052
        }
        if (first == 0x2002) {
            return isPublic4(Arrays.copyOfRange(address, 2, 6)); // 6to4
        }
        boolean global = (first & 0xe000) == 0x2000; // 2000::/3 is all that is handed out
        boolean special =
                first == 0x2001 && (second < 0x200 || second == 0xdb8) // Teredo, ORCHID, examples
                        || first == 0x3fff && second < 0x1000; // examples, RFC 9637
        return global && !special;
    }

    private static boolean isZero(byte[] address, int from, int to) {
        for (int i = from; i < to; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
