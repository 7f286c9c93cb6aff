package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What sources and stores do wrong costs an answer no more than what it was to learn of them. */
class SourceFaultsTest extends EngineFixture {

    @Test
    void communityThatThrowsLeavesTheRegistryToBeAsked() {
        community =
                _ -> {
                    throw new UncheckedIOException(new IOException("Content-Length: x"));
                };
        restart();
        Answer answer = ask("example.com");
        assertThat(answer.seen().byYou()).isEqualTo(new Sighting.FirstContact(START));
        assertThat(answer.seen().byUs()).isEqualTo(Sighting.UNAVAILABLE);
        assertThat(answer.facts().registration()).isEqualTo(OLD);
        assertThat(engine.statistics().answers().errors()).isEqualTo(1);
        assertThat(engine.statistics().failures()).isEqualTo(1);
    }

    @Test
    void communityThatCannotSayWhatItProhibitsCostsNoAnnouncement() {
        community =
                new Community() {
                    @Override
                    public Reply ask(DomainName site) {
                        return new Reply.NoReply("silent");
                    }

                    @Override
                    public boolean prohibits(DomainName name) {
                        throw new IllegalStateException("a bug");
                    }
                };
        restart();
        assertThat(ask("example.com").seen().byYou()).isEqualTo(new Sighting.FirstContact(START));
    }

    @Test
    void labelsThatNoStoreTakesDoNotCostTheAnnouncement() {
        community =
                _ ->
                        new Community.Reply.Known(
                                new Sighting.FirstContact(START), OLD, List.of("", "a\nb", "c"));
        restart();
        Answer answer = ask("example.com");
        assertThat(answer.seen().byUs()).isEqualTo(new Sighting.FirstContact(START));
        assertThat(answer.facts().insights().labels()).containsExactly("c");
    }

    @Test
    void registryThatThrowsIsUnreachableAndAskedAgain() {
        registry =
                (_, _) -> {
                    throw new IllegalStateException("a bug");
                };
        restart();
        Answer answer = ask("example.com");
        assertThat(answer.seen().byYou()).isEqualTo(new Sighting.FirstContact(START));
        assertThat(answer.facts().status()).isEqualTo(Status.UNREACHABLE);
        assertThat(store.retries().size()).isEqualTo(1);
    }

    @Test
    void insightsThatThrowAreMissing() {
        engine.close();
        engine =
                new LookupEngine(
                        HOSTNAMES,
                        new LookupEngine.Stores(store, known),
                        new LookupSources(
                                community,
                                registry,
                                _ -> {
                                    throw new IllegalStateException("a bug");
                                }),
                        new LookupSettings(1_000, LONG, privateNames),
                        new LookupEngine.Environment(now::get, new java.util.Random(1)));
        assertThat(ask("example.com").seen().byYou()).isEqualTo(new Sighting.FirstContact(START));
    }

    @Test
    void damagedKnownDomainsAreDoneWithout() throws IOException {
        for (int i = 0; i < 400; i++) {
            know(
                    "a-rather-long-name-that-fills-pages-" + i + ".com",
                    new KnownDomain(7, true, null));
        }
        close();
        damage(folder.resolve("known.db"));
        open();
        List<String> names =
                IntStream.range(0, 400)
                        .mapToObj(i -> "a-rather-long-name-that-fills-pages-" + i + ".com")
                        .toList();
        List<CachedAnswer> answers = new Batch(engine, false, LONG).answer(names);
        assertThat(answers)
                .allSatisfy(
                        each ->
                                assertThat(each.answer().seen().byYou())
                                        .isEqualTo(new Sighting.FirstContact(START)));
        assertThat(ask("example.com").facts().registration()).isEqualTo(OLD);
        assertThat(known.check()).isPresent();
        engine.runBackgroundTasks();
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 16_384, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);
    }

    @Test
    void withoutItsFileNothingIsAnnouncedAndTheAnswerSaysWhy() throws IOException {
        ask("known.com");
        Path file = folder.resolve("contacts.db");
        Path away = Files.move(file, folder.resolve("away"));
        Answer answer = ask("example.com");
        assertThat(answer.seen().byYou()).isEqualTo(Sighting.UNAVAILABLE);
        assertThat(answer.facts().status()).isEqualTo(Status.STORE_UNAVAILABLE);
        assertThat(engine.cached("example.com")).as("not to be repeated").isNull();
        assertThat(store.check()).isPresent();
        assertThat(new Batch(engine, false, LONG).answer(List.of("new.com", "www.known.com")))
                .extracting(each -> each.answer().seen().byYou())
                .containsExactly(Sighting.UNAVAILABLE, new Sighting.At(START));

        Files.move(away, file);
        assertThat(ask("example.com").seen().byYou()).isEqualTo(new Sighting.FirstContact(START));
        assertThat(ask("known.com").seen().byYou()).isEqualTo(new Sighting.At(START));
    }
}
