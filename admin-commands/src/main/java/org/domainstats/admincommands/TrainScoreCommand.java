package org.domainstats.admincommands;

import org.domainstats.base.AtomicFile;
import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.DataFolder;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.insight.RandomnessEvaluation;
import org.domainstats.insight.RandomnessModel;
import org.domainstats.insight.RandomnessTraining;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.PublicName;
import org.domainstats.settings.SettingGroup;
import org.domainstats.store.KnownDomains;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code domain-stats admin train-score}: trains and measures the randomness score. */
@Command(
        name = "train-score",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains the randomness score on the ranked names of the data folder, or of a list, and on names that",
            "generators of this program make up; the setting randomness-model then names the file. With",
            "--families it measures the scores on samples of your own, each family left out of training once."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin train-score --output /etc/domain-stats/randomness.model",
            "  domain-stats admin train-score --names top-1m.csv --output randomness.model",
            "  domain-stats admin train-score --names top-1m.csv --families samples/   a file a family, name.txt"
        })
final class TrainScoreCommand implements SettingsCommand {

    /** The most popular ones teach; a million would be read into memory for no better score. */
    private static final int MOST_NAMES = 100_000;

    @Spec private CommandSpec spec;

    @Option(
            names = "--names",
            paramLabel = "FILE",
            description = "names, or rank,name, a line; the ranked known domains if left out")
    private @Nullable Path names;

    @Option(names = "--output", paramLabel = "FILE", description = "where the model goes")
    private @Nullable Path output;

    @Option(
            names = "--families",
            paramLabel = "FOLDER",
            description = "measure on these families of made-up names, a .txt file each")
    private @Nullable Path families;

    @Override
    public Set<SettingGroup> settingGroups() {
        return EnumSet.of(SettingGroup.STORAGE, SettingGroup.LOGGING);
    }

    @Override
    public Integer call() {
        if (output == null && families == null) {
            throw new CommandException("say where the model goes, --output, or --families");
        }
        DataFolder folder = DataFolder.of(CommandSettings.of(spec));
        try {
            List<String> ranked = names == null ? known(folder) : listed(names);
            if (output != null) {
                train(ranked, folder.hostnames(), output);
            }
            if (families != null) {
                measure(RandomnessEvaluation.of(families, ranked, folder.hostnames()));
            }
            return ExitCode.DONE;
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException("cannot train: " + ErrorMessages.reason(e), e);
        }
    }

    private void train(List<String> ranked, Hostnames hostnames, Path file) throws IOException {
        List<DomainName> domains = new ArrayList<>(ranked.size());
        for (String text : ranked) {
            if (hostnames.reduce(text.strip()) instanceof PublicName name) {
                domains.add(name.site());
            }
        }
        RandomnessModel model = RandomnessTraining.train(domains);
        AtomicFile.write(file, model::write, AtomicFile.Access.PUBLIC);
        PrintWriter err = spec.commandLine().getErr();
        err.println("trained on " + domains.size() + " names; now set randomness-model: " + file);
    }

    /** A table in Markdown, as docs/scores.md has it. */
    private void measure(RandomnessEvaluation evaluation) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("| family | names | family unseen | built-in model | freq |");
        out.println("|---|---|---|---|---|");
        List<RandomnessEvaluation.Row> rows = evaluation.rows();
        rows.forEach(row -> out.println(line(row)));
        rows.stream()
                .min((a, b) -> Double.compare(a.unseen(), b.unseen()))
                .ifPresent(worst -> out.println("\nworst: " + worst.family()));
        out.println("\n| bound | ranked names at or above | made-up names found |");
        out.println("|---|---|---|");
        evaluation
                .thresholds()
                .forEach(
                        each ->
                                out.println(
                                        String.format(
                                                Locale.ROOT,
                                                "| %.2f | %.1f %% | %.0f %% |",
                                                each.bound(),
                                                each.falsePositives() * 100,
                                                each.found() * 100)));
        out.flush();
    }

    private static String line(RandomnessEvaluation.Row row) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.3f | %.3f | %.3f |",
                row.family(),
                row.names(),
                row.unseen(),
                row.carried(),
                row.freq());
    }

    private static List<String> known(DataFolder folder) {
        List<String> ranked = new ArrayList<>();
        try (KnownDomains known = folder.openKnownDomains()) {
            known.forEach(
                    each -> {
                        int rank = each.known().rank();
                        if (rank != KnownDomain.UNRANKED && rank <= MOST_NAMES) {
                            ranked.add(each.domain().ascii());
                        }
                    });
        }
        return ranked;
    }

    private static List<String> listed(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
                    .filter(name -> !name.isEmpty())
                    .limit(MOST_NAMES)
                    .toList();
        }
    }
}
