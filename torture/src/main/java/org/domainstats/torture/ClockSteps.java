package org.domainstats.torture;

import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clock of the server stepped back and forward while it works, by libfaketime. */
record ClockSteps() implements Fault {

    private static final List<Path> LIBRARIES =
            List.of(
                    Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
                    Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

    private static final Duration DAY = Duration.ofDays(1);

    private static final List<Duration> STEPS =
            List.of(
                    DAY,
                    DAY.negated(),
                    DAY.multipliedBy(400),
                    DAY.multipliedBy(-3_000),
                    Duration.ofSeconds(-5),
                    Duration.ZERO);

    private static final Duration EACH = Duration.ofMillis(1_500);

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public String description() {
        return "the clock stepped by days and years, back and forward, under load";
    }

    @Override
    public Optional<String> unavailable() {
        return LIBRARIES.stream().anyMatch(Files::exists)
                ? Optional.empty()
                : Optional.of("libfaketime is not installed (apt-get install faketime)");
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        Path file = environment.folder().resolve("clock");
        step(file, Duration.ZERO);
        Path library = LIBRARIES.stream().filter(Files::exists).findFirst().orElseThrow();
        Map<String, String> fake =
                Map.of(
                        "LD_PRELOAD",
                        library.toString(),
                        "FAKETIME_TIMESTAMP_FILE",
                        file.toString(),
                        "FAKETIME_NO_CACHE",
                        "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1");
        environment
                .ledger()
                .mayBeAhead(STEPS.stream().mapToLong(Duration::toSeconds).max().orElse(0));
        try (ServerProcess server = environment.start(environment.serve().environment(fake))) {
            for (Duration offset : STEPS) {
                step(file, offset);
                try (UnaffectedClient _ = UnaffectedClient.start(server, environment, name());
                        ClientLoad load = environment.load(server)) {
                    load.runFor(EACH);
                    environment.counters().count("answers under load", load.answers());
                }
                environment.counters().count("steps of the clock", 1);
                environment.check(server);
            }
            server.kill();
        }
        try (ServerProcess server = environment.start()) {
            environment.check(server);
        }
        environment.ledger().mayBeAhead(0);
    }

    private static void step(Path file, Duration offset) throws IOException {
        // In one write, since it may be read at any moment.
        Files.writeString(file, "%+d\n".formatted(offset.toSeconds()));
    }
}
