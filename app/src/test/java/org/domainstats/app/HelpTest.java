package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.commandline.SettingFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a command says of itself: its settings, its examples, its version. */
class HelpTest {

    /** All that a user can see, but for picocli's own. */
    static Stream<String> commands() {
        return below(Main.commandLine(List.of()));
    }

    private static Stream<String> below(CommandLine command) {
        return command.getSubcommands().values().stream()
                .filter(each -> !each.getCommandSpec().usageMessage().hidden())
                .filter(each -> !each.getCommandName().equals("help"))
                .flatMap(
                        each ->
                                Stream.concat(
                                        Stream.of(each.getCommandSpec().qualifiedName()),
                                        below(each)));
    }

    @Test
    void helpShowsTheSettingsOfTheCommandAndThoseOfOthersOnlyWhenAsked() throws Exception {
        String help = Cli.run("serve", "--help").out();
        assertThat(help)
                .contains("HTTP listener:", "--answer-format=original|domain_stats|v1")
                .doesNotContain("--publish-at");
        assertThat(Cli.run("serve", "--help", "--all").out())
                .startsWith(help.substring(0, help.indexOf("HTTP listener:")))
                .contains("Settings of other commands", "--publish-at=NUMBER");
        assertThat(Cli.run("admin", "export", "--help").out())
                .contains("--data=TEXT")
                .doesNotContain("--rdap");
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "wide, 80"})
    void helpIsNoWiderThanColumnsSays(String columns, int widest) throws Exception {
        String help =
                Cli.command("serve", "--help").environment(Map.of("COLUMNS", columns)).run().out();
        assertThat(help.substring(0, help.indexOf("Examples:")).lines())
                .hasSizeGreaterThan(50)
                .allMatch(line -> line.length() <= widest);
    }

    @Test
    void helpListsCommandsBySentenceAndKeepsExamplesWhole() throws Exception {
        assertThat(Cli.run("admin", "--help").out())
                .containsPattern("Applies what the feed has that is newer\\.\\R  rebuild");
        assertThat(Cli.run("enrich", "--help").out())
                .contains("--output enriched.log /opt/zeek/logs/current/dns.log");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandShowsTheVersionOfTheProgram(String command) throws Exception {
        assertThat(Cli.run(words(command + " --version")).out()).startsWith("domain-stats ");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandHasExamplesThatItUnderstands(String command) throws Exception {
        List<String> examples = examples(Cli.run(words(command + " --help")).out());
        assertThat(examples).anyMatch(each -> each.startsWith(command));
        for (String example : examples) {
            List<String> words = Arrays.asList(words(example));
            Main.commandLine(words).parseArgs(SettingFlags.withValues(words(example)));
        }
    }

    /** Each of this program's commands in the examples, without what a shell does beside it. */
    private static List<String> examples(String help) {
        List<String> examples = new ArrayList<>();
        help.substring(help.indexOf("Examples:"))
                .replace("\\\n", " ")
                .lines()
                .skip(1)
                .takeWhile(line -> line.startsWith("  "))
                .map(line -> line.strip().replaceFirst(" {2,}(?!--).*", ""))
                .flatMap(line -> Stream.of(line.split("[|>]|&&")))
                .map(String::strip)
                .filter(each -> each.startsWith("domain-stats "))
                .forEach(examples::add);
        return examples;
    }

    private static String[] words(String command) {
        return command.replaceFirst("^domain-stats ", "")
                .replaceAll("'[^']*'|[$<]\\([^)]*\\)", "text")
                .split(" +");
    }
}
