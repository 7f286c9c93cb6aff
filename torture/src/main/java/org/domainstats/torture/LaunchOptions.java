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
record LaunchOptions(
        Path launcher,
        Path data,
        List<String> wrapped,
        List<String> flags,
        Map<String, String> environment) {

    /** A server that asks nobody outside. */
    static LaunchOptions of(Path launcher, Path data) {
        return new LaunchOptions(
                launcher, data, List.of(), List.of("--rdap", "off", "--whois", "off"), Map.of());
    }

    LaunchOptions data(Path folder) {
        return new LaunchOptions(launcher, folder, wrapped, flags, environment);
    }

    LaunchOptions wrapped(String... command) {
        return new LaunchOptions(launcher, data, List.of(command), flags, environment);
    }

    LaunchOptions flags(String... instead) {
        return new LaunchOptions(launcher, data, wrapped, List.of(instead), environment);
    }

    LaunchOptions environment(Map<String, String> variables) {
        return new LaunchOptions(launcher, data, wrapped, flags, variables);
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
