package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two servers on one store are killed in the middle of their work, again and again: what was
 * announced is kept, and nothing is announced twice.
 */
@Tag("long")
final class CrashTest {

    private static final int ROUNDS = 4;
    private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

    @TempDir Path folder;

    @Test
    @Timeout(900)
    void whatWasAnnouncedOutlivesAKillAndIsNeverAnnouncedAgain() throws IOException {
        List<String> announced = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            // Some names again, so that each round meets what the one before had in its hands.
            int from = Math.max(0, highest(announced) - 200);
            announced.addAll(roundUntilKilled(from, 300 + 400 * round));
            assertThat(new HashSet<>(announced))
                    .as("nothing is announced twice, round %d", round)
                    .hasSize(announced.size());
            assertAllAreKept(announced);
        }
    }

    private static int highest(List<String> announced) {
        return announced.stream()
                .mapToInt(name -> Integer.parseInt(name.replaceAll("\\D", "")))
                .max()
                .orElse(0);
    }

    /** What two processes announced; the first one is killed while the other goes on. */
    private List<String> roundUntilKilled(int from, int lines) throws IOException {
        List<String> announced = new ArrayList<>();
        Process one = start(from);
        Process other = start(from);
        try (BufferedReader ofOne = one.inputReader(StandardCharsets.US_ASCII);
                BufferedReader ofOther = other.inputReader(StandardCharsets.US_ASCII)) {
            read(ofOne, lines, announced);
            read(ofOther, lines, announced);
            // By its handle, which unlike the process leaves open what was printed and not read.
            one.toHandle().destroyForcibly();
            read(ofOne, Integer.MAX_VALUE, announced);
            read(ofOther, lines, announced);
            other.toHandle().destroyForcibly();
            read(ofOther, Integer.MAX_VALUE, announced);
        } finally {
            one.destroyForcibly();
            other.destroyForcibly();
        }
        return announced;
    }

    private Process start(int from) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ContactWriter.class.getName(),
                        folder.resolve("contacts.db").toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void read(BufferedReader from, int lines, List<String> into) throws IOException {
        for (int i = 0; i < lines; i++) {
            String line = from.readLine();
            if (line == null) {
                return;
            }
            // The kill may have cut the last line short: that one nobody was told whole.
            if (line.endsWith(".example")) {
                into.add(line);
            }
        }
    }

    private void assertAllAreKept(List<String> announced) {
        List<DomainName> sites = announced.stream().map(DomainName::new).toList();
        try (Store store = SqliteStore.open(folder.resolve("contacts.db"))) {
            List<LoggedContact> log = store.contacts().after(0, Integer.MAX_VALUE);
            assertThat(log.stream().map(LoggedContact::cursor).toList()).isSorted();
            Set<DomainName> logged =
                    log.stream().map(LoggedContact::site).collect(Collectors.toSet());
            assertThat(logged).as("each site is in the log once").hasSize(log.size());
            assertThat(store.contacts().count()).isEqualTo(log.size());
            assertThat(logged.containsAll(sites)).as("what was announced is kept").isTrue();
            assertThat(store.contacts().recordAllIfAbsent(sites, LATER)).noneMatch(Contact::first);
            assertThat(sites.stream().map(site -> store.contacts().recordIfAbsent(site, LATER)))
                    .noneMatch(Contact::first);
        }
    }
}
