package org.domainstats.torture;

import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.Ledger;
import org.domainstats.torture.ledger.NumberedNames;
import org.domainstats.torture.ledger.ReportedContact;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Two servers and the lookup command on one data folder, asked about the same names at once. */
record ServerPairs() implements Fault {

    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final int COMMAND_NAMES = 40;

    @Override
    public String name() {
        return "pair";
    }

    @Override
    public String description() {
        return "two servers and lookup on one folder, asked the same; one is killed, then both";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        try (ServerProcess one = environment.start();
                ServerProcess other = environment.start();
                ClientLoad ofOne = environment.load(one);
                ClientLoad ofOther = environment.load(other)) {
            ofOne.runFor(environment.upTo(LONGEST));
            command(environment);
            one.kill();
            ofOther.runFor(environment.upTo(LONGEST));
            other.kill();
            environment.counters().count("two servers on one folder", 1);
            environment.counters().count("answers under load", ofOne.answers() + ofOther.answers());
        }
        try (ServerProcess server = environment.start()) {
            environment.check(server);
        }
    }

    private static void command(TortureEnvironment environment)
            throws IOException, InterruptedException {
        Ledger ledger = environment.ledger();
        int size = ledger.size();
        List<Integer> sites =
                IntStream.range(Math.max(0, size - COMMAND_NAMES), size).boxed().toList();
        String[] words =
                Stream.concat(
                                Stream.of("lookup", "--json", "--port", "0", "--rdap", "off"),
                                sites.stream().map(NumberedNames::site))
                        .toArray(String[]::new);
        Process lookup = environment.command(words).start(environment.log());
        List<String> lines;
        try (var out = lookup.inputReader()) {
            lines = out.lines().toList();
        }
        lookup.waitFor();
        for (int i = 0; i < sites.size(); i++) {
            if (i < lines.size()) {
                ledger.answered(sites.get(i), ReportedContact.of(lines.get(i)));
            } else {
                ledger.unanswered(sites.get(i));
            }
        }
        environment.counters().count("answers of the lookup command", lines.size());
    }
}
