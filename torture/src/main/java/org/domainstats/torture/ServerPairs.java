package org.domainstats.torture;

import org.domainstats.processkit.ServerProcess;

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
    public String what() {
        return "two servers and lookup on one folder, asked the same; one is killed, then both";
    }

    @Override
    public void inflict(TortureEnvironment ground) throws IOException, InterruptedException {
        try (ServerProcess one = ground.start();
                ServerProcess other = ground.start();
                ClientLoad ofOne = ground.load(one);
                ClientLoad ofOther = ground.load(other)) {
            ofOne.goOn(ground.upTo(LONGEST));
            command(ground);
            one.kill();
            ofOther.goOn(ground.upTo(LONGEST));
            other.kill();
            ground.tally().count("two servers on one folder", 1);
            ground.tally().count("answers under load", ofOne.answers() + ofOther.answers());
        }
        try (ServerProcess server = ground.start()) {
            ground.check(server);
        }
    }

    private static void command(TortureEnvironment ground)
            throws IOException, InterruptedException {
        Ledger ledger = ground.ledger();
        int size = ledger.size();
        List<Integer> sites =
                IntStream.range(Math.max(0, size - COMMAND_NAMES), size).boxed().toList();
        String[] words =
                Stream.concat(
                                Stream.of("lookup", "--json", "--port", "0", "--rdap", "off"),
                                sites.stream().map(NumberedNames::site))
                        .toArray(String[]::new);
        Process lookup = ground.command(words).start(ground.log());
        List<String> lines;
        try (var out = lookup.inputReader()) {
            lines = out.lines().toList();
        }
        lookup.waitFor();
        for (int i = 0; i < sites.size(); i++) {
            if (i < lines.size()) {
                ledger.said(sites.get(i), ReportedContact.of(lines.get(i)));
            } else {
                ledger.cut(sites.get(i));
            }
        }
        ground.tally().count("answers of the lookup command", lines.size());
    }
}
