package org.domainstats.torture;

import org.domainstats.processkit.ChildProcesses;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.Counters.Violation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of known domains replaced under load, while importer or server are killed. */
record FeedUpdates() implements Fault {

    private static final int DOMAINS = 300_000;
    private static final int LOOKED_AT = 500;
    private static final int NO_LIST = 0;
    private static final Duration LONGEST = Duration.ofSeconds(6);
    private static final Pattern RANK = Pattern.compile("\"rank\":(\\d+)");

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public String description() {
        return "lists of " + DOMAINS + " known domains taken in turn, with kills in the middle";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        int list = environment.random().nextInt(1, 1_000_000);
        Path file = write(environment.folder().resolve("ranks.csv"), list);
        Set<Integer> before = present(environment);
        Process importer = importWithKills(environment, file);
        Set<Integer> after = present(environment);
        boolean whole = after.size() == 1;
        boolean expected =
                importer.exitValue() == 0
                        ? after.contains(list)
                        : after.contains(list) || after.equals(before);
        if (!whole || !expected) {
            environment
                    .counters()
                    .violation(
                            Violation.WRONG_ANSWER,
                            "list %d, taken in after %s with exit code %d, left %s"
                                    .formatted(list, before, importer.exitValue(), after));
        }
    }

    /** In each list all ranks have the same distance from the number in the name. */
    private static Path write(Path file, int list) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < DOMAINS; i++) {
                out.write(list + i + "," + known(i) + "\n");
            }
        }
        return file;
    }

    private static String known(int number) {
        return String.format(Locale.ROOT, "known%06d.com", number);
    }

    private static Process importWithKills(TortureEnvironment environment, Path file)
            throws IOException, InterruptedException {
        boolean killImporter = environment.random().nextBoolean();
        try (ServerProcess server = environment.start();
                ClientLoad load = environment.load(server)) {
            Process importer =
                    ChildProcesses.start(
                            environment
                                    .command("admin", "import", file.toString())
                                    .builder()
                                    .redirectErrorStream(true)
                                    .redirectOutput(Redirect.appendTo(environment.log().toFile())));
            load.runFor(environment.upTo(LONGEST));
            environment.counters().count("updates of known domains", 1);
            if (killImporter) {
                environment.counters().count("updates killed", importer.isAlive() ? 1 : 0);
                importer.destroyForcibly();
            } else {
                server.kill();
            }
            importer.waitFor();
            return importer;
        }
    }

    /** The lists that the known domains are from, which should be one. */
    private static Set<Integer> present(TortureEnvironment environment) throws IOException {
        List<Integer> numbers = environment.random().ints(LOOKED_AT, 0, DOMAINS).boxed().toList();
        StringBuilder names = new StringBuilder();
        numbers.forEach(number -> names.append(known(number)).append('\n'));
        List<String> answers = new ArrayList<>();
        try (ServerProcess server = environment.start();
                RawHttpClient client = new RawHttpClient(server.url())) {
            client.post(
                            "/v1/domains?peek=true",
                            names.toString().getBytes(StandardCharsets.US_ASCII))
                    .receiveLines(answers::add);
            environment.check(server);
        }
        Set<Integer> lists = new TreeSet<>();
        for (int i = 0; i < answers.size(); i++) {
            Matcher rank = RANK.matcher(answers.get(i));
            lists.add(rank.find() ? Integer.parseInt(rank.group(1)) - numbers.get(i) : NO_LIST);
        }
        return Collections.unmodifiableSet(lists);
    }
}
