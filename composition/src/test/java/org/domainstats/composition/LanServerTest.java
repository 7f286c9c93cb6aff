package org.domainstats.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.SettingSources;
import org.domainstats.settings.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a server leaves when it ends, whether it has come up or not. */
@Isolated("looks at all threads and open files of the JVM")
class LanServerTest {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir private Path folder;

    private Set<Thread> threadsBefore;
    private int port;

    @BeforeEach
    void remember() throws IOException {
        assumeTrue(Files.isDirectory(OPEN_FILES), "only Linux tells of open files");
        threadsBefore = Thread.getAllStackTraces().keySet();
        try (ServerSocket socket = listen(0)) {
            port = socket.getLocalPort();
        }
    }

    /** One setting that is wrong for each part that is opened, in the order in which they are. */
    @ParameterizedTest
    @CsvSource({
        "TOKEN_FILE, {folder}/absent",
        "TLS_CERTIFICATE, {folder}/absent",
        "DATA, {folder}/text/below-a-file",
        "COMMUNITY, nonsense",
        "LABELS, {folder}/absent",
        "EVENT_OUTPUTS, nonsense",
        "PORT, {taken}",
        "INPUTS, nonsense",
        "INPUTS, syslog+tcp://127.0.0.1:{taken}",
    })
    void failedStartLeavesNothingOpen(SettingKey key, String value) throws Exception {
        Files.writeString(folder.resolve("text"), "no folder\n");
        try (ServerSocket taken = listen(0)) {
            String wrong =
                    value.replace("{folder}", folder.toString())
                            .replace("{taken}", "" + taken.getLocalPort());
            assertThatThrownBy(() -> LanServer.start(settings(key, wrong)))
                    .isInstanceOf(RuntimeException.class);
        }
        assertNothingIsOpen();
    }

    @Test
    void certificateThatCannotBeReadIsAnErrorOfTheSettings() {
        String absent = folder.resolve("absent").toString();
        Settings settings =
                settings(SettingKey.TLS_CERTIFICATE, absent)
                        .with(SettingKey.TLS_KEY, absent, "test");
        assertThatThrownBy(() -> LanServer.start(settings))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("tls-certificate");
    }

    @ParameterizedTest
    @CsvSource({"contacts.db", "known.db"})
    void brokenDatabaseLeavesNothingOpen(String file) throws Exception {
        Files.writeString(
                Files.createDirectory(folder.resolve("data")).resolve(file), "no database\n");
        assertThatThrownBy(() -> LanServer.start(settings(SettingKey.PORT, "0")))
                .isInstanceOf(RuntimeException.class);
        assertNothingIsOpen();
    }

    @Test
    void closedServerLeavesNothingOpen() throws Exception {
        LanServer server = LanServer.start(settings(SettingKey.PORT, "" + port));
        assertThat(openFiles()).isNotEmpty();
        server.close();
        assertNothingIsOpen();
    }

    private void assertNothingIsOpen() throws Exception {
        await("threads", LanServerTest::isOurs, this::newThreads);
        await("files", file -> true, this::openFiles);
        listen(port).close();
        // Neither a lock nor a half-made file is in the way of the next start.
        LanServer.start(settings(SettingKey.PORT, "" + port).with(SettingKey.DATA, next(), "test"))
                .close();
    }

    private String next() {
        return folder.resolve("next").toString();
    }

    /** What belongs to the JVM stays for the next test. */
    private static boolean isOurs(String thread) {
        return Stream.of("ForkJoinPool", "VirtualThread", "junit", "Common-Cleaner", "Cleaner-")
                .noneMatch(thread::startsWith);
    }

    private List<String> newThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !threadsBefore.contains(thread) && thread.isAlive())
                .map(Thread::getName)
                .toList();
    }

    private List<String> openFiles() throws IOException {
        try (Stream<Path> all = Files.list(OPEN_FILES)) {
            return all.map(LanServerTest::target)
                    .filter(file -> file.startsWith(folder.toString()))
                    .collect(Collectors.toList());
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // Closed since it was listed.
            return "";
        }
    }

    private static void await(String what, Predicate<String> counts, Listing listing)
            throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        List<String> left = listing.now().stream().filter(counts).toList();
        while (!left.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            left = listing.now().stream().filter(counts).toList();
        }
        assertThat(left).as(what + " that were left").isEmpty();
    }

    private interface Listing {
        List<String> now() throws IOException;
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    private Settings settings(SettingKey key, String value) {
        Map<SettingKey, String> flags = new EnumMap<>(SettingKey.class);
        flags.put(SettingKey.DATA, folder.resolve("data").toString());
        flags.put(SettingKey.PORT, "" + port);
        flags.put(SettingKey.RDAP, "off");
        flags.put(SettingKey.WHOIS, "off");
        flags.put(key, value);
        return SettingSources.read(null, Map.of(), flags);
    }
}
