package org.domainstats.torture;

import org.domainstats.base.Durations;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What is asked for on the command line.
 *
 * @param only names of faults; empty for all
 * @param folder where everything is kept, or null for a folder that is removed afterwards
 * @param busy whether the machine has other work: then slow answers are reported and break no
 *     promise
 */
record TortureOptions(
        Duration time,
        long seed,
        List<String> only,
        @Nullable Path folder,
        boolean json,
        boolean busy) {

    private static final Duration USUAL = Duration.ofMinutes(10);

    static TortureOptions parse(List<String> arguments, long seed) {
        TortureOptions options = new TortureOptions(USUAL, seed, List.of(), null, false, false);
        for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
            options = options.with(words.next(), words);
        }
        return options;
    }

    /** Whether a minute or two for one fault is not too much of it. */
    boolean isLong() {
        return time.compareTo(USUAL) >= 0;
    }

    private TortureOptions with(String flag, Iterator<String> values) {
        if (flag.equals("--json")) {
            return new TortureOptions(time, seed, only, folder, true, busy);
        }
        if (flag.equals("--busy")) {
            return new TortureOptions(time, seed, only, folder, json, true);
        }
        if (!List.of("--for", "--seed", "--only", "--folder").contains(flag) || !values.hasNext()) {
            throw new IllegalArgumentException("not understood: " + flag + "; see --help");
        }
        String value = values.next();
        return switch (flag) {
            case "--for" ->
                    new TortureOptions(Durations.parse(value), seed, only, folder, json, busy);
            case "--seed" ->
                    new TortureOptions(time, Long.parseLong(value), only, folder, json, busy);
            case "--only" ->
                    new TortureOptions(
                            time, seed, Arrays.asList(value.split(",", -1)), folder, json, busy);
            default ->
                    new TortureOptions(
                            time, seed, only, Path.of(value).toAbsolutePath(), json, busy);
        };
    }

    /** Those of all faults that are wanted. */
    List<Fault> choose(List<Fault> all) {
        List<String> unknown = new ArrayList<>(only);
        all.forEach(fault -> unknown.remove(fault.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "no such fault: "
                            + unknown
                            + "; there are "
                            + all.stream().map(Fault::name).toList());
        }
        return all.stream().filter(fault -> only.isEmpty() || only.contains(fault.name())).toList();
    }

    static String help(List<Fault> all) {
        StringBuilder faults = new StringBuilder();
        all.forEach(
                fault ->
                        faults.append(
                                String.format("  %-9s %s%n", fault.name(), fault.description())));
        return """
            benchmarks/torture [--for TIME] [--seed N] [--only FAULT,...] [--folder PATH] [--json] [--busy]

            Starts real servers, does to them what may happen to a server, and asks afterwards about
            everything that was answered: nothing may be lost, and nothing be announced twice.

              --for TIME      how long, such as 90s, 10m or 1h30m (10m)
              --seed N        the same random choices as another time, as far as clocks allow
              --only FAULT    only these, separated by commas
              --folder PATH   keep data and logs there, in place of a folder that is removed
              --json          one line of JSON in place of the table
              --busy          for a machine that has other work: an answer that is too slow is reported, and
                              is no broken promise

            Examples:
              benchmarks/torture --for 30m
              benchmarks/torture --for 60s --only kill,term

            Faults:
            %s
            Exit code 1 if a promise was broken, 2 if the command line is wrong.
            """
                .formatted(faults);
    }
}
