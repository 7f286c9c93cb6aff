package org.domainstats.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.domainstats.commandline.ExitCode;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Printable;
import org.domainstats.model.PublicName;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.registrationdata.RegistrationText;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code domain-stats registration}: what the program reads out of a registry's reply. */
@Command(
        name = "registration",
        mixinStandardHelpOptions = true,
        description = "Works on registration data.",
        subcommands = RegistrationCommand.Parse.class,
        footerHeading = "%nExamples:%n",
        footer = "  domain-stats registration parse --whois reply.txt --domain example.com")
final class RegistrationCommand {

    @Command(
            name = "parse",
            mixinStandardHelpOptions = true,
            description =
                    "Reads saved WHOIS or RDAP replies and prints what was understood, one JSON line each.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  whois example.com > reply.txt && domain-stats registration parse --whois reply.txt --domain example.com",
                "  domain-stats registration parse --list replies.tsv   lines of domain<TAB>whois|rdap<TAB>path",
                "",
                "A reply that was read wrongly is worth a bug report: send it with the line printed here."
            })
    static final class Parse implements Callable<Integer> {

        @Spec private CommandSpec spec;

        @ArgGroup(exclusive = true, multiplicity = "1")
        private Input input;

        @Option(
                names = "--domain",
                paramLabel = "NAME",
                description = "the domain that was asked about")
        private @Nullable String domain;

        static final class Input {
            @Option(
                    names = "--list",
                    paramLabel = "FILE",
                    description = "list of replies, tab-separated")
            private @Nullable Path list;

            @Option(names = "--whois", paramLabel = "FILE", description = "one WHOIS reply")
            private @Nullable Path whois;

            @Option(names = "--rdap", paramLabel = "FILE", description = "one RDAP reply")
            private @Nullable Path rdap;
        }

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            if (input.list != null) {
                return parseList(input.list, out);
            }
            boolean whois = input.whois != null;
            Path file = whois ? input.whois : input.rdap;
            return file != null
                            && print(
                                    new Reply(
                                            Reply.domain(domain),
                                            whois ? "whois" : "rdap",
                                            file.toString()),
                                    Path.of(""),
                                    out)
                    ? ExitCode.DONE
                    : ExitCode.FAILED;
        }

        private int parseList(Path list, PrintWriter out) {
            boolean all = true;
            Path folder = list.toAbsolutePath().getParent();
            try (BufferedReader lines = Files.newBufferedReader(list)) {
                int number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    if (number == 1 && line.startsWith("\ufeff")) {
                        line = line.substring(1);
                    }
                    if (!line.isBlank() && !line.startsWith("#")) {
                        all &= print(Reply.of(line, number), folder, out);
                    }
                }
            } catch (IOException e) {
                throw new CommandException(
                        "cannot read list " + list + ": " + ErrorMessages.reason(e), e);
            }
            return all ? ExitCode.DONE : ExitCode.FAILED;
        }

        /**
         * Prints one line; a reply that cannot be read is reported in its place, and the others go
         * on.
         */
        private static boolean print(Reply reply, @Nullable Path folder, PrintWriter out) {
            ObjectNode line = JsonNodeFactory.instance.objectNode().put("path", reply.path);
            boolean read = true;
            try {
                OutcomeJson.put(line, reply.parse(folder));
            } catch (IOException e) {
                line.put("error", ErrorMessages.reason(e));
                read = false;
            }
            out.println(line);
            return read;
        }
    }

    /** A reply to be parsed. */
    private record Reply(@Nullable DomainName domain, String kind, String path) {

        private static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());

        static Reply of(String line, int number) {
            String[] fields = line.split("\t", -1);
            if (fields.length < 3 || !fields[1].equals("whois") && !fields[1].equals("rdap")) {
                throw new CommandException(
                        "line "
                                + number
                                + " is not domain<TAB>whois|rdap<TAB>path: "
                                + Printable.of(line));
            }
            return new Reply(domain(fields[0]), fields[1], fields[2]);
        }

        /**
         * The domain that was asked for, also a public suffix; null if it is unknown or no name.
         */
        static @Nullable DomainName domain(@Nullable String written) {
            if (written == null || written.equals("?") || written.isEmpty()) {
                return null;
            }
            return HOSTNAMES.reduce(written) instanceof PublicName name
                    ? name.host()
                    : DomainName.of(written).orElse(null);
        }

        RegistrationOutcome parse(@Nullable Path folder) throws IOException {
            Path file = Path.of(path);
            byte[] bytes =
                    Files.readAllBytes(
                            folder == null || file.isAbsolute() || Files.exists(file)
                                    ? file
                                    : folder.resolve(file));
            return kind.equals("whois")
                    ? RegistrationText.parseWhois(bytes, domain).outcome()
                    : RegistrationText.parseRdap(bytes, domain).outcome();
        }
    }
}
