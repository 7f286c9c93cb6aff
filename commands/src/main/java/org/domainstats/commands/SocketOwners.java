package org.domainstats.commands;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The users who listen at an address of this machine, as Linux lists them in proc(5). */
final class SocketOwners {

    private static final String LISTEN = "0A";
    private static final String SERVICE_ACCOUNT = "domain-stats:";

    private SocketOwners() {}

    /**
     * Whether all who could answer at the address are this user, root or the service's account: a
     * secret may be sent there. False where the system does not say.
     */
    static boolean areTrusted(InetSocketAddress address) {
        try {
            Set<Long> owners =
                    Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                            .map(Path::of)
                            .filter(Files::exists)
                            .flatMap(file -> owners(lines(file), address).stream())
                            .collect(Collectors.toSet());
            return !owners.isEmpty() && trusted().containsAll(owners);
        } catch (IOException e) {
            return false;
        }
    }

    /** The numbers of the users who listen at the address or at all addresses. */
    static Set<Long> owners(List<String> sockets, InetSocketAddress address) {
        return sockets.stream()
                .skip(1)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 7 && fields[3].equals(LISTEN))
                .filter(fields -> reaches(fields[1], address))
                .map(fields -> Long.valueOf(fields[7]))
                .collect(Collectors.toSet());
    }

    private static boolean reaches(String local, InetSocketAddress address) {
        String[] parts = local.split(":", 2);
        if (Integer.parseInt(parts[1], 16) != address.getPort()) {
            return false;
        }
        InetAddress listening = address(parts[0]);
        return listening.isAnyLocalAddress() || listening.equals(address.getAddress());
    }

    /** Words of 32 bits in the order of the machine; an IPv4 address within IPv6 becomes one. */
    private static InetAddress address(String hex) {
        ByteBuffer words =
                ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.nativeOrder());
        ByteBuffer bytes = ByteBuffer.allocate(words.capacity());
        while (words.hasRemaining()) {
            bytes.putInt(words.getInt());
        }
        try {
            return InetAddress.getByAddress(bytes.array());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 bytes", e);
        }
    }

    private static Set<Long> trusted() throws IOException {
        long own = ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
        Stream<Long> service =
                lines(Path.of("/etc/passwd")).stream()
                        .filter(line -> line.startsWith(SERVICE_ACCOUNT))
                        .map(line -> Long.valueOf(line.split(":", -1)[2]));
        return Stream.concat(Stream.of(0L, own), service).collect(Collectors.toSet());
    }

    private static List<String> lines(Path file) {
        try {
            return Arrays.asList(
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1));
        } catch (IOException e) {
            return List.of();
        }
    }
}
