package org.domainstats.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class SyslogInputTest extends InputFixture {

    private static final String DNSMASQ =
            "<30>Nov 26 03:00:00 pi dnsmasq[12]: query[A] www.%s from 192.0.2.10";
    private static final String UNBOUND =
            "<134>1 2026-11-26T03:00:00Z ns1 unbound 77 - [x y=\"]\"] [77:0] info: 192.0.2.9 %s. A IN";
    private static final String ZEEK =
            "<134>1 2026-11-26T03:00:00Z ids zeek - - - {\"id.orig_h\":\"192.0.2.8\",\"query\":\"%s\"}";

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static String counted(String message) {
        return message.length() + " " + message;
    }

    /** FortiGate's head is a priority alone; CoreDNS comes behind that of its container. */
    @Test
    void whatFirewallsAndResolversSendIsRead() throws IOException {
        int port = freePort();
        InputCounters counters = start("syslog+tcp://127.0.0.1:" + port);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(
                            octets(
                                    """
                                    <189>date=2026-11-26 time=03:00:00 devname="fw" srcip=192.0.2.7 action="accept" dstip=192.0.2.8
                                    <189>date=2026-11-26 time=03:00:00 devname="fw" srcip=192.0.2.7 qname="a.com" qtype="A"
                                    <30>Nov 26 03:00:00 k8s coredns[7]: [INFO] 192.0.2.6:37284 - 2043 "A IN b.com. udp 40 false 512" NOERROR
                                    <134>1 2026-11-26T03:00:00Z ib cef - - - CEF:0|Infoblox|x|1|DNS|DNS|1|src=192.0.2.5 spt=5353 destinationDnsDomain=c.com.
                                    """));
        }
        awaitUntil(() -> asked().size() >= 3);
        assertThat(asked()).isEqualTo(Map.of("a.com", 1L, "b.com", 1L, "c.com", 1L));
        assertThat(firstClient("a.com")).isEqualTo("192.0.2.7");
        assertThat(firstClient("b.com")).isEqualTo("192.0.2.6");
        assertThat(firstClient("c.com")).isEqualTo("192.0.2.5");
        assertThat(counters.rows()).isEqualTo(4);
    }

    /** Past 32 names the rest was left out without a word. */
    @Test
    void namesOfALongEventAreReadAndThoseBeyondAreCounted() throws IOException {
        int port = freePort();
        InputCounters counters = start("syslog+tcp://127.0.0.1:" + port);
        String queries =
                IntStream.range(0, 1_030)
                        .mapToObj(i -> "{\"rrname\":\"n" + i + ".com\"}")
                        .collect(Collectors.joining(","));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(
                            octets(
                                    "<134>{\"src_ip\":\"192.0.2.7\",\"dns\":{\"queries\":["
                                            + queries
                                            + "]}}\n"));
        }
        awaitUntil(() -> asked().size() == 1_024);
        assertThat(asked()).containsKeys("n0.com", "n32.com", "n1023.com");
        assertThat(drops(counters)).containsExactly("surplus=6");
    }

    /** Juniper and Check Point say all in structured data, Meraki has half a head. */
    @Test
    void whatStandsInTheHeadAloneIsRead() throws IOException {
        int port = freePort();
        start("syslog+tcp://127.0.0.1:" + port);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(
                            octets(
                                    """
                                    <14>1 2026-11-26T03:00:00.1Z srx RT_UTM - WEBFILTER_URL_PERMITTED [junos@2636.1.1.1.2.129 source-address="192.0.2.7" destination-port="443" url="a.com" obj="/]"]
                                    <134>1 2026-11-26T03:00:00Z gw CheckPoint 712 - [action:"Accept"; flags:"4"; time:"1755604800"; resource:"https://b.com/a"; src:"192.0.2.6"]
                                    <134>1 1764126000.123456789 MX84 urls src=192.0.2.5:53222 dst=1.2.3.4:443 mac=AA:BB:CC:DD:EE:FF request: UNKNOWN https://c.com/...
                                    <134>1 1764126000.123456789 MX84 urls src=192.0.2.5:53222 dst=1.2.3.4:80 mac=AA:BB:CC:DD:EE:FF agent='x' request: GET http://d.com/?u=http://x.org
                                    <134>1 2026-11-26T03:00:00Z ns1 app 7 - [meta url="http://x.org/" src="192.0.2.4" id="7"] hello
                                    """));
        }
        awaitUntil(() -> asked().size() >= 4);
        assertThat(asked()).isEqualTo(Map.of("a.com", 1L, "b.com", 1L, "c.com", 1L, "d.com", 1L));
        assertThat(firstClient("a.com")).isEqualTo("192.0.2.7");
        assertThat(firstClient("b.com")).isEqualTo("192.0.2.6");
        assertThat(firstClient("c.com")).isEqualTo("192.0.2.5");
    }

    /** Those wait for each other, as what is made of them would take all of the memory. */
    @Test
    void largeMessagesOfManyConnectionsAreAllRead() throws IOException {
        int port = freePort();
        InputCounters counters = start("syslog+tcp://127.0.0.1:" + port);
        String blanks = " ".repeat(20_000);
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.add(socket);
            String sent =
                    counted(ZEEK.formatted("a" + i + ".com") + blanks)
                            + counted("<134>{" + blanks)
                            + counted(ZEEK.formatted("b" + i + ".com") + blanks);
            socket.getOutputStream().write(octets(sent));
        }
        awaitUntil(() -> asked().size() >= 16);
        assertThat(counters.rows()).isEqualTo(24);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void bothFormsOfMessagesInBothFramingsAreRead() throws IOException {
        int port = freePort();
        InputCounters counters = start("syslog+tcp://127.0.0.1:" + port);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String sent =
                    DNSMASQ.formatted("a.com")
                            + "\n"
                            + counted(UNBOUND.formatted("b.com"))
                            + counted(ZEEK.formatted("c.com") + "\n")
                            + counted(DNSMASQ.formatted("d.com"))
                            + "\r\n\n"
                            + ZEEK.formatted("e.com")
                            + "\n12x of nothing\n"
                            + UNBOUND.formatted("f.com");
            socket.getOutputStream().write(octets(sent));
        }
        awaitUntil(() -> asked().size() >= 6);
        assertThat(asked())
                .isEqualTo(
                        Map.of(
                                "a.com", 1L, "b.com", 1L, "c.com", 1L, "d.com", 1L, "e.com", 1L,
                                "f.com", 1L));
        assertThat(firstClient("a.com")).isEqualTo("192.0.2.10");
        assertThat(firstClient("b.com")).isEqualTo("192.0.2.9");
        assertThat(firstClient("c.com")).isEqualTo("192.0.2.8");
        assertThat(counters.rows()).isEqualTo(7);
        assertThat(drops(counters)).isEmpty();
    }

    /** Some count characters, and send octets. */
    @Test
    void whatFollowsAWrongLengthIsReadFromTheNextOn() throws IOException {
        int port = freePort();
        InputCounters counters = start("syslog+tcp://127.0.0.1:" + port);
        String longer = DNSMASQ.formatted("b.com");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String sent =
                    counted(DNSMASQ.formatted("a.com"))
                            + counted(longer)
                            + "\u00fc\u00fc"
                            + counted(DNSMASQ.formatted("c.com"))
                            + counted(DNSMASQ.formatted("d.com"))
                            + (longer.length() + 4)
                            + " "
                            + longer
                            + counted(UNBOUND.formatted("lost.com"))
                            + counted(DNSMASQ.formatted("e.com"));
            socket.getOutputStream().write(octets(sent));
        }
        awaitUntil(() -> asked().containsKey("e.com"));
        assertThat(asked()).containsOnlyKeys("a.com", "b.com", "c.com", "d.com", "e.com");
        assertThat(drops(counters)).containsExactly("malformed=2");
    }

    @Test
    void aMessageThatIsTooLongIsCountedAndTheNextIsRead() throws IOException {
        int port = freePort();
        InputCounters counters = start("syslog+tcp://127.0.0.1:" + port);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(octets("x".repeat(200_000) + "\n" + DNSMASQ.formatted("a.com") + "\n"));
        }
        awaitUntil(() -> asked().containsKey("a.com"));
        assertThat(drops(counters)).containsExactly("malformed=1");
    }

    private static final String PAIRS =
            "<134>srcip=192.0.2.7 dstip=192.0.2.8 x=%s qname=www.evil.co";

    /** Some send the first 1,024 octets of a message. */
    @Test
    void aNameThatADatagramCutsOffIsNoShorterName() throws IOException {
        int port = freePort();
        InputCounters counters = start("syslog+udp://127.0.0.1:" + port);
        int rest = 1_024 - PAIRS.formatted("").length();
        send("127.0.0.1", port, PAIRS.formatted("x".repeat(rest)));
        send("127.0.0.1", port, PAIRS.formatted("x".repeat(rest)) + ".uk");
        awaitUntil(() -> counters.rows() == 2);
        awaitUntil(() -> asked().containsKey("evil.co.uk"));
        assertThat(asked()).containsOnlyKeys("evil.co.uk");
    }

    @Test
    void aNameInWhichAConnectionEndsIsNoShorterName() throws IOException {
        int port = freePort();
        InputCounters counters = start("syslog+tcp://127.0.0.1:" + port);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(octets(PAIRS.formatted("") + "m\n" + PAIRS.formatted("")));
        }
        awaitUntil(() -> counters.rows() == 2);
        awaitUntil(() -> !asked().isEmpty());
        assertThat(asked()).containsOnlyKeys("evil.com");
    }

    @Test
    void datagramsAreReadFromThoseWhoMaySend() throws IOException {
        int port = freePort();
        InputCounters counters = start("syslog+udp://127.0.0.1:" + port + "?from=127.0.0.2");
        send("127.0.0.1", port, DNSMASQ.formatted("forged.com"));
        awaitUntil(() -> !drops(counters).isEmpty());
        send("127.0.0.2", port, "\u00ff\u0000{\"query\":");
        send("127.0.0.2", port, "");
        send("127.0.0.2", port, "<999");
        send("127.0.0.2", port, ZEEK.formatted("a.com"));
        awaitUntil(() -> asked().containsKey("a.com"));
        assertThat(asked()).containsOnlyKeys("a.com");
        assertThat(drops(counters)).containsExactly("refused=1");
    }

    @Test
    void aForgedFirstMessageDoesNotHideThoseOfTheProgram() throws IOException {
        int port = freePort();
        start("syslog+udp://127.0.0.1:" + port);
        send("127.0.0.1", port, "<134>1 - ns1 unbound 77 - - {\"query\":\"forged.com\"}");
        awaitUntil(() -> asked().containsKey("forged.com"));
        send("127.0.0.1", port, UNBOUND.formatted("b.com"));
        send("127.0.0.1", port, UNBOUND.formatted("c.com"));
        awaitUntil(() -> asked().size() == 3);
    }

    private static void send(String from, int port, String message) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral(from))) {
            byte[] bytes = octets(message);
            socket.send(
                    new DatagramPacket(
                            bytes, bytes.length, InetAddress.ofLiteral("127.0.0.1"), port));
        }
    }
}
