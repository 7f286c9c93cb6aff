package org.domainstats.benchmarks.jmh;

import org.domainstats.model.FeedVersion;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.domainstats.protocol.Action;
import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.ClientKey;
import org.domainstats.protocol.CommunityReply;
import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.MessageId;
import org.domainstats.protocol.ReplyCodec;
import org.domainstats.protocol.RequestCodec;
import org.domainstats.protocol.Token;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The time that the messages of the community take to be read, written and signed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ProtocolBenchmark {

    private static final Instant THEN = Instant.parse("2015-12-12T19:34:59Z");
    private static final MessageId ID = new MessageId("0123456789abcdef");

    private final ClientKey key = Token.random(new ClientId("acme"), new SplittableRandom(1)).key();
    private final byte[] original =
            "{\"action\":\"query\",\"version\":\"0.2\",\"domain\":\"markbaggett.com\"}"
                    .getBytes(StandardCharsets.US_ASCII);
    private final CommunityRequest.Query query =
            new CommunityRequest.Query(
                    ID, CommunityRequest.StatedVersion.of(new FeedVersion(1, 17)), "example.com");
    private final byte[] asked = RequestCodec.encode(query);
    private final byte[] signed = Envelope.seal(asked, key);
    private final CommunityReply.QueryReply answer =
            new CommunityReply.QueryReply(
                    new Sighting.At(THEN),
                    false,
                    new Registered(THEN, null, Precision.SECOND, null, Source.RDAP),
                    -1,
                    List.of(),
                    new FeedVersion(1, 17));
    private final byte[] reply = ReplyCodec.encode(answer);

    @Benchmark
    public CommunityRequest readOriginalQuery() {
        return RequestCodec.decode(original, 0, original.length);
    }

    @Benchmark
    public CommunityRequest readQuery() {
        return RequestCodec.decode(asked, 0, asked.length);
    }

    @Benchmark
    public byte[] writeQuery() {
        return RequestCodec.encode(query);
    }

    @Benchmark
    public CommunityReply.Identified readReply() {
        return ReplyCodec.decode(Action.QUERY, reply, 0, reply.length, THEN);
    }

    @Benchmark
    public byte[] writeReply() {
        return ReplyCodec.encode(answer);
    }

    @Benchmark
    public byte[] addIdToReply() {
        return ReplyCodec.withId(reply, ID);
    }

    @Benchmark
    public byte[] sign() {
        return Envelope.seal(asked, key);
    }

    @Benchmark
    public boolean verify() {
        return Envelope.open(signed, signed.length) instanceof Envelope.Signed message
                && message.isSignedWith(key);
    }
}
