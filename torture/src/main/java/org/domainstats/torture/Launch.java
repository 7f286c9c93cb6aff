package org.domainstats.torture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a server is started.
 *
 * @param wrapped the command before the launcher, such as {@code prlimit}; empty for none
 */
record Launch(
        Path launcher,
        Path data,
        List<String> wrapped,
        List<String> flags,
        Map<String, String> environment) {

    /** A server that asks nobody outside. */
    static Launch of(Path launcher, Path data) {
        return new Launch(
                launcher, data, List.of(), List.of("--rdap", "off", "--whois", "off"), Map.of());
    }

    Launch data(Path folder) {
        return new Launch(launcher, folder, wrapped, flags, environment);
    }

    Launch wrapped(String... command) {
        return new Launch(launcher, data, List.of(command), flags, environment);
    }

    Launch flags(String... instead) {
        return new Launch(launcher, data, wrapped, List.of(instead), environment);
    }

    Launch environment(Map<String, String> variables) {
        return new Launch(launcher, data, wrapped, flags, variables);
    }

    List<String> serve() {
        List<String> command = command("serve", "--port", "0");
        command.addAll(flags);
        return command;
    }

    List<String> command(String... words) {
        List<String> command = new ArrayList<>(wrapped);
        command.add(launcher.toString());
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.toString()));
        return command;
    }
}
