package org.domainstats.registrykit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A loopback Internet to try things against by hand; {@code --help} says how. */
public final class Main {

    private static final String HELP =
            """
            registry-kit [--web-port N] [--whois-port N] [--tlds com,net]... [RULE | @FILE]...

            Each --tlds is a registry of its own, with RDAP and WHOIS, on free ports.
            A RULE is [rdap:|whois:]NAME=BEHAVIOUR; NAME is a domain, or a TLD for the rest of its
            registry. @FILE has rules line by line, and "#" remarks. Behaviours:

            %s
            Every question is written to standard error, with its time.
            """
                    .formatted(BehaviourRules.WORDS.indent(2));

    private final Map<String, LoopbackRegistry> byTld = new HashMap<>();
    private final List<String> rules = new ArrayList<>();
    private final List<String> tlds = new ArrayList<>();
    private int webPort;
    private int whoisPort;

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (List.of(arguments).contains("--help")) {
            out.print(HELP);
            return;
        }
        Main main = new Main();
        main.read(List.of(arguments));
        try (LoopbackInternet internet = main.open()) {
            out.println("rdap-bootstrap: " + internet.bootstrap());
            out.println("whois-root: " + internet.whoisRoot());
            out.println("allow-private-registries: true");
            new CountDownLatch(1).await();
        }
    }

    private void read(List<String> arguments) throws IOException {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--web-port" -> webPort = Integer.parseInt(arguments.get(++i));
                case "--whois-port" -> whoisPort = Integer.parseInt(arguments.get(++i));
                case "--tlds" -> tlds.add(arguments.get(++i));
                default -> {
                    if (argument.startsWith("@")) {
                        Files.readAllLines(Path.of(argument.substring(1))).stream()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                                .forEach(rules::add);
                    } else {
                        rules.add(argument);
                    }
                }
            }
        }
    }

    private LoopbackInternet open() {
        LoopbackInternet internet =
                new LoopbackInternet(
                        webPort,
                        whoisPort,
                        asked ->
                                System.err.println(
                                        asked.at() + " " + asked.protocol() + " " + shown(asked)));
        for (String group : tlds.isEmpty() ? List.of("com,net,org") : tlds) {
            String[] names = group.split(",", -1);
            LoopbackRegistry registry = internet.registry(names);
            for (String name : names) {
                byTld.put(name, registry);
            }
        }
        rules.forEach(this::apply);
        return internet;
    }

    private static String shown(ReceivedQuestion asked) {
        return asked.question().lines().findFirst().orElse("").replaceAll("[^ -~]", "?");
    }

    private void apply(String rule) {
        int equals = rule.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("not a rule: " + rule + "\n" + HELP);
        }
        String name = rule.substring(0, equals).strip();
        Behaviour behaviour = BehaviourRules.parse(rule.substring(equals + 1));
        boolean rdap = !name.startsWith("whois:");
        boolean whois = !name.startsWith("rdap:");
        String domain = name.substring(name.indexOf(':') + 1);
        LoopbackRegistry registry = byTld.get(domain.substring(domain.lastIndexOf('.') + 1));
        if (registry == null) {
            throw new IllegalArgumentException("no registry for " + domain + "; name it in --tlds");
        }
        boolean rest = domain.indexOf('.') < 0;
        if (rdap && rest) {
            registry.otherwiseOverRdap(behaviour);
        } else if (rdap) {
            registry.onRdap(domain, behaviour);
        }
        if (whois && rest) {
            registry.otherwiseOverWhois(behaviour);
        } else if (whois) {
            registry.onWhois(domain, behaviour);
        }
    }
}
