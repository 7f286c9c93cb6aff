package org.domainstats.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class TailInputTest extends InputFixture {

    private Path log;
    private String address = "";

    @BeforeEach
    void name() {
        log = folder.resolve("dns.log");
        address = "file:" + log;
    }

    private void write(String lines) throws IOException {
        Files.writeString(log, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void await(String site, long times) {
        awaitUntil(() -> asked().getOrDefault(site, 0L) >= times);
    }

    @Test
    void aLogIsReadOnFromWhereItWasWithItsClientsAndTimes() throws IOException {
        Instant then = Instant.now().minus(Duration.ofHours(3));
        String seconds = then.getEpochSecond() + ".000000";
        write("#fields\tts\tid.orig_h\tquery\n" + seconds + "\t192.0.2.1\twww.a.com\n");
        InputCounters counters = start(address);
        await("a.com", 1);
        assertThat(contact("a.com").firstAsked())
                .isEqualTo(Instant.ofEpochSecond(then.getEpochSecond()));
        assertThat(firstClient("a.com")).isEqualTo("192.0.2.1");
        assertThat(counters.rows()).isEqualTo(2);
        inputs.close();
        write(seconds + "\t192.0.2.2\tx.a.com\n" + seconds + "\t192.0.2.2\thost\n");
        counters = start(address);
        await("a.com", 2);
        write(seconds + "\t192.0.2.3\tb.org\n");
        await("b.org", 1);
        // What is stored is counted a moment later.
        inputs.close();
        assertThat(asked()).isEqualTo(Map.of("a.com", 2L, "b.org", 1L));
        assertThat(counters.rows()).isEqualTo(3);
        assertThat(counters.names()).isEqualTo(2);
        assertThat(counters.firstContacts()).isEqualTo(1);
        assertThat(store.clients().of(java.util.List.of(new DomainName("a.com"))).values())
                .singleElement()
                .extracting(org.domainstats.store.ContactClients.AskedBy::clients)
                .isEqualTo(2);
        assertThat(drops(counters)).isEmpty();
    }

    @Test
    void aTimeThatCannotBeIsTakenAsNow() throws IOException {
        Instant before = Instant.now().minusMillis(1);
        write(
                "{\"ts\":1.5,\"query\":\"old.com\"}\n{\"ts\":\"2999-01-01T00:00:00Z\",\"query\":\"b.com\"}\n");
        start(address);
        await("b.com", 1);
        assertThat(contact("old.com").firstAsked()).isAfter(before);
        assertThat(contact("b.com").firstAsked()).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void rotationLosesNothing() throws IOException {
        write("a.com\n");
        start(address);
        await("a.com", 1);
        write("b.com\n");
        Files.move(log, folder.resolve("dns.log.1"));
        write("c.com\n");
        await("c.com", 1);
        assertThat(asked()).isEqualTo(Map.of("a.com", 1L, "b.com", 1L, "c.com", 1L));
    }

    @Test
    void whatIsNoFileHoldsUpNoStop() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        start("file:" + pipe);
        Thread stop = Thread.startVirtualThread(inputs::close);
        assertThat(stop.join(Duration.ofSeconds(60))).as("the input has stopped").isTrue();
    }

    @Test
    void truncationIsFoundAndCounted() throws IOException {
        write("a.com\nb.com\n");
        InputCounters counters = start(address);
        await("b.com", 1);
        Files.writeString(log, "c.com\n");
        await("c.com", 1);
        assertThat(asked()).isEqualTo(Map.of("a.com", 1L, "b.com", 1L, "c.com", 1L));
        assertThat(drops(counters)).containsExactly("truncated=1");
    }

    @Test
    void whatThisProgramAskedItselfIsLeftOut() throws IOException {
        own.asking(new DomainName("own.com"));
        write(
                """
                {"query":"own.com","src_ip":"127.0.0.1"}
                {"query":"own.com","src_ip":"192.0.2.9"}
                {"query":"www.own.com","src_ip":"127.0.0.1"}
                """);
        InputCounters counters = start(address);
        await("own.com", 2);
        assertThat(counters.ownQuestions()).isEqualTo(1);
        assertThat(firstClient("own.com")).isEqualTo("127.0.0.1");
    }
}
