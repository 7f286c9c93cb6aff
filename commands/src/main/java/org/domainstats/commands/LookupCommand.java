package org.domainstats.commands;

import static org.domainstats.commandline.CommandDescription.flag;

import com.fasterxml.jackson.databind.JsonNode;

import org.domainstats.commandline.CommandDescription;
import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingFlags;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.commandline.StandardOutput;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.model.Defanged;
import org.domainstats.settings.SettingGroup;
import org.domainstats.settings.Settings;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code domain-stats lookup}: asks from the shell, through the running server or straight from the
 * data folder.
 */
final class LookupCommand implements SettingsCommand {

    private static final String STANDARD_INPUT = "-";

    private static final String JSON = "--json";
    private static final String PEEK = "--peek";
    private static final String EXPLAIN = "--explain";

    private final CommandSpec spec =
            CommandDescription.of(
                    this,
                    "lookup",
                    flag(JSON, "one JSON object a line, as /v1 answers"),
                    flag(PEEK, "only look: record no contact"),
                    flag(EXPLAIN, "ask the registry now, and tell each step"));

    private LookupCommand() {}

    static CommandSpec description() {
        CommandSpec spec = new LookupCommand().spec;
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("NAME")
                        .arity("1..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .required(true)
                        .description("hostnames to ask about, or -")
                        .build());
        spec.usageMessage()
                .description(
                        "Asks about names. Uses the server of these settings if it runs, else the data folder itself.",
                        "Asking counts as a contact, unless with --peek.",
                        "A name may be defanged: 'evil[.]example', 'hxxp://evil[.]example/'.",
                        "In place of names, - takes them from standard input as they come: a row on each line,",
                        "which is a bare name, a JSON string or an object with \"hostname\", or one JSON array.",
                        "Each row is answered with one JSON object on a line, in the same order.")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  domain-stats lookup google.com example.org",
                        "  domain-stats lookup --peek --json example.org | jq .age_days",
                        "  domain-stats lookup --explain example.org     who was asked, and what it said",
                        "  jq -r .query dns.log | domain-stats lookup - | jq 'select(.first_contact)'");
        return spec;
    }

    @Override
    public Set<SettingGroup> settingGroups() {
        return ANSWERING;
    }

    @Override
    public Integer call() {
        Settings settings = SettingFlags.settings(spec);
        List<String> names =
                spec.commandLine().getParseResult().matchedPositionalValue(0, List.of());
        boolean explain = isGiven(EXPLAIN);
        if (names.contains(STANDARD_INPUT)) {
            if (names.size() > 1 || explain) {
                throw new ParameterException(
                        spec.commandLine(), "- stands alone: no names beside it, and no --explain");
            }
            return askRows(settings);
        }
        List<String> asked = names.stream().map(Defanged::name).toList();
        return explain
                ? new LookupExplanation(settings, spec.commandLine().getOut()).explain(asked)
                : ask(settings, asked);
    }

    private boolean isGiven(String flag) {
        return spec.commandLine().getParseResult().matchedOptionValue(flag, false);
    }

    private int ask(Settings settings, List<String> names) {
        PrintWriter out = spec.commandLine().getOut();
        boolean json = isGiven(JSON);
        boolean peek = isGiven(PEEK);
        List<JsonNode> answers = new ArrayList<>();
        try (AnswerSource source = AnswerSource.open(settings)) {
            for (String name : names) {
                JsonNode answer = source.ask(name, peek);
                answers.add(answer);
                if (json) {
                    out.println(answer);
                }
            }
        }
        if (!json) {
            new AnswerTable(out).print(answers);
        }
        return ExitCode.DONE;
    }

    private int askRows(Settings settings) {
        StandardOutput lines = new StandardOutput();
        try (AnswerSource source = AnswerSource.open(settings)) {
            source.ask(new FileInputStream(FileDescriptor.in), lines, isGiven(PEEK));
            return ExitCode.DONE;
        } catch (CommandException e) {
            // Whoever reads the answers went away, or the disk is full: no fault of the server's.
            throw lines.fault()
                    .map(
                            fault ->
                                    new CommandException(
                                            "the answers cannot be written: "
                                                    + ErrorMessages.reason(fault),
                                            fault))
                    .orElse(e);
        }
    }
}
