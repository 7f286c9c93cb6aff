package org.domainstats.commandline;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Describes commands that are started often, without annotations: to have the JVM make classes for
 * these and picocli read them takes a sixth of the time of a look-up.
 */
public final class CommandDescription {

    private CommandDescription() {}

    /** A command with options of its own and those that show its help. */
    public static CommandSpec of(Object command, String name, OptionSpec... own) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        for (OptionSpec option : own) {
            spec.addOption(option);
        }
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build());
        spec.addOption(
                OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
        return spec;
    }

    /** An option that is there or not. */
    public static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name).type(boolean.class).description(description).build();
    }
}
