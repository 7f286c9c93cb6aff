package org.domainstats.torture;

import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.Counters.Violation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Thousands of connections that send a byte a second.
 *
 * @param toTheEnd whether to wait until all of them have been disconnected, a minute and a half
 */
record SlowClients(int connections, boolean toTheEnd) implements Fault {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int A_WHILE = 8;

    /** 75 s without an answer, looked after every 15 s, and something for a busy machine. */
    private static final int LONGEST = 110;

    private static final String NEVER_ENDING = "GET /google.com HTTP/1.1\r\nX-Slow: ";

    @Override
    public String name() {
        return "slowloris";
    }

    @Override
    public String description() {
        return connections
                + " connections that drip a byte a second, and somebody who wants answers";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        List<Socket> sockets = new ArrayList<>();
        try (ServerProcess server = environment.start();
                UnaffectedClient unaffected = UnaffectedClient.start(server, environment, name())) {
            for (int i = 0; i < connections; i++) {
                Socket socket = new Socket();
                sockets.add(socket);
                socket.connect(
                        new InetSocketAddress(server.url().getHost(), server.url().getPort()));
            }
            environment.counters().count("slow connections", sockets.size());
            int left = drip(sockets, toTheEnd ? LONGEST : A_WHILE);
            if (toTheEnd && left > 0) {
                environment
                        .counters()
                        .violation(Violation.NOT_RECOVERED, left + " slow clients are still there");
            }
            closeAll(sockets);
            unaffected.stop();
            environment.check(server);
        } finally {
            closeAll(sockets);
        }
    }

    /** How many are still connected after so many seconds, or none as soon as there are none. */
    private static int drip(List<Socket> sockets, int seconds) throws InterruptedException {
        byte[] request = NEVER_ENDING.getBytes(StandardCharsets.US_ASCII);
        List<Socket> left = new ArrayList<>(sockets);
        for (int i = 0; i < seconds && !left.isEmpty(); i++) {
            byte octet = i < request.length ? request[i] : (byte) 'a';
            left.removeIf(socket -> !isSent(socket, octet));
            Thread.sleep(SECOND);
        }
        return left.size();
    }

    private static boolean isSent(Socket socket, byte octet) {
        try {
            socket.getOutputStream().write(octet);
            return true;
        } catch (IOException e) {
            // The server has closed the connection, as it should.
            return false;
        }
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
