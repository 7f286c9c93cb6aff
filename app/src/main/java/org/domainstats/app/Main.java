package org.domainstats.app;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.HelpText;
import org.domainstats.commandline.SettingFlags;
import org.domainstats.commandline.StandardOutput;
import org.domainstats.commandline.StopHook;
import org.domainstats.commands.RootCommand;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.composition.Logging;
import org.domainstats.model.Printable;
import org.domainstats.settings.SettingException;
import org.domainstats.store.StoreException;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The command {@code domain-stats}. */
public final class Main {

    /** A message may quote what came from outside; the rest of it must still be readable. */
    private static final int LONGEST_MESSAGE = 2_000;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        StopHook.silenceEarlyEnd();
        speakEnglish();
        Logging.useSingleLines();
        skipSearches();
        refuseRenegotiation();
        ClassPreloader.take(List.of(arguments));
        StandardOutput output = new StandardOutput();
        CommandLine command = commandLine(List.of(arguments));
        command.setOut(new PrintWriter(output, true, StandardCharsets.UTF_8));
        int exit = exitCode(output, command, command.execute(SettingFlags.withValues(arguments)));
        if (exit == ExitCode.RUNNING) {
            // All other threads are daemons, so this one keeps the process until a signal ends it.
            Thread.currentThread().join();
        }
        System.exit(exit);
    }

    /**
     * The exit code of a command that printed: it failed if its output is lost. Nothing is printed
     * about a closed pipe, whose reader has read enough.
     */
    private static int exitCode(StandardOutput output, CommandLine command, int exit) {
        command.getOut().flush();
        String fault = output.fault().map(ErrorMessages::reason).orElse("");
        if (!fault.isEmpty() && !fault.equals("Broken pipe") && exit != ExitCode.USAGE) {
            command.getErr().println("domain-stats: standard output cannot be written: " + fault);
        }
        return fault.isEmpty() || exit != ExitCode.DONE ? exit : ExitCode.FAILED;
    }

    /**
     * Has numbers written as in English, in messages and in what programs read, such as the header
     * fields of a download: other languages have other digits, and points for commas.
     */
    private static void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    /**
     * Says what libraries would else search the class path for at each start. Where nothing is
     * found, as there is no Groovy, all jars are opened and read, which takes 75 ms.
     */
    private static void skipSearches() {
        System.setProperty("picocli.disable.closures", "true");
        System.setProperty("slf4j.provider", "org.slf4j.jul.JULServiceProvider");
        // It would tell of that provider, at each start.
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    /**
     * Refuses clients that want another handshake on a connection of TLS 1.2 (RFC 5746): nobody
     * needs it, and one client could have one after the other. Java reads this once, before the
     * first connection.
     */
    private static void refuseRenegotiation() {
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    /** What is needed to understand these arguments. */
    static CommandLine commandLine(List<String> arguments) {
        CommandLine root = new CommandLine(RootCommand.description());
        RootCommand.subcommands(arguments).forEach(root::addSubcommand);
        showVersion(root);
        SettingFlags.addTo(root, arguments);
        root.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        root.setParameterExceptionHandler(Main::explainUsage);
        root.setExecutionExceptionHandler((fault, command, _) -> explain(fault, command));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        // A name from a log may start with @, and no file is meant.
        root.setExpandAtFiles(false);
        root.setHelpFactory(HelpText::of);
        return root;
    }

    /** Has {@code --version} of each command show the program's. */
    private static void showVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(RootCommand::version);
        command.getSubcommands().values().forEach(Main::showVersion);
    }

    private static int explainUsage(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("domain-stats: " + Printable.of(message(fault), LONGEST_MESSAGE));
        if (!SettingFlags.explain(fault, err)) {
            CommandLine.UnmatchedArgumentException.printSuggestions(fault, err);
        }
        err.println("see: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    /**
     * What is expected to go wrong is reported in one line; anything else is a bug and shows its
     * trace.
     */
    private static int explain(Exception fault, CommandLine command) throws Exception {
        return switch (fault) {
            case SettingException _ -> report(fault, command, ExitCode.USAGE);
            case StoreException _, CommandException _ -> report(fault, command, ExitCode.FAILED);
            default -> throw fault;
        };
    }

    private static String message(Exception fault) {
        return String.valueOf(fault.getMessage());
    }

    private static int report(Exception fault, CommandLine command, int exit) {
        command.getErr().println("domain-stats: " + Printable.of(message(fault), LONGEST_MESSAGE));
        return exit;
    }
}
