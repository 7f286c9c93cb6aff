package org.domainstats.insight;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicName;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Measures the randomness score on families of names that programs made up, against ranked names
 * that people chose. A family is a file with a name a line. Labels are compared, each once; no
 * label of a ranked name is in both training and test.
 */
public final class RandomnessEvaluation {

    /** A smaller family says too little. */
    static final int SMALLEST_FAMILY = 50;

    /** One of so many ranked labels is for the test. */
    private static final int TEST_SHARE = 5;

    private static final double[] THRESHOLDS = {0.5, 0.8, 0.9, 0.95, 0.98, 0.99};

    private final Map<String, List<PublicName>> families;
    private final List<PublicName> test = new ArrayList<>();
    private final List<DomainName> training = new ArrayList<>();

    private RandomnessEvaluation(
            Map<String, List<PublicName>> families, Collection<PublicName> ranked) {
        this.families = families;
        Set<String> starters = new HashSet<>();
        for (DomainName starter : StarterDomains.inOrder()) {
            starters.add(starter.firstLabel());
        }
        for (PublicName name : ranked) {
            String label = label(name);
            boolean forTest = Math.floorMod(label.hashCode() * 0x9E3779B9, TEST_SHARE) == 0;
            if (!forTest) {
                training.add(name.site());
            } else if (!starters.contains(label)) {
                test.add(name);
            }
        }
    }

    /**
     * Reads what is measured on.
     *
     * @param folder the families, a file each; its name without ending is the family's
     * @param ranked ranked names
     */
    public static RandomnessEvaluation of(
            Path folder, Collection<String> ranked, Hostnames hostnames) throws IOException {
        Map<String, List<PublicName>> families = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.txt")) {
            for (Path file : files) {
                List<PublicName> names = distinct(Files.readAllLines(file), hostnames);
                if (names.size() >= SMALLEST_FAMILY) {
                    String name = file.getFileName().toString();
                    families.put(name.substring(0, name.length() - ".txt".length()), names);
                }
            }
        }
        List<PublicName> names = distinct(ranked, hostnames);
        if (families.isEmpty() || names.size() < RandomnessTraining.FEWEST) {
            throw new IOException(
                    "a measurement needs families of at least "
                            + SMALLEST_FAMILY
                            + " names in .txt files, and "
                            + RandomnessTraining.FEWEST
                            + " ranked names");
        }
        return new RandomnessEvaluation(families, names);
    }

    /**
     * The areas of one family.
     *
     * @param carried of the model that comes with the program
     * @param unseen of a model trained on the other families, the generators and the ranked names
     * @param freq of the average freq score
     */
    public record Row(String family, int names, double carried, double unseen, double freq) {}

    /** The areas of each family, left out alone. */
    public List<Row> rows() {
        return rows(1);
    }

    /**
     * The areas of each family.
     *
     * @param together how many families are left out of a training at a time: more of them take
     *     fewer trainings, of which each knows less
     */
    List<Row> rows(int together) {
        RandomnessScores carried = RandomnessScores.carried();
        FreqScores freq = FreqScores.carried();
        ToDoubleFunction<PublicName> byCarried = name -> carried.model().score(label(name));
        ToDoubleFunction<PublicName> byFreq = name -> -freq.average(name);
        double[] testCarried = scores(test, byCarried);
        double[] testFreq = scores(test, byFreq);
        List<Row> rows = new ArrayList<>();
        List<String> all = List.copyOf(families.keySet());
        for (int from = 0; from < all.size(); from += together) {
            List<String> leftOut = all.subList(from, Math.min(all.size(), from + together));
            RandomnessModel others = trainedWithout(Set.copyOf(leftOut));
            ToDoubleFunction<PublicName> byOthers = name -> others.score(label(name));
            double[] testOthers = scores(test, byOthers);
            for (String family : leftOut) {
                List<PublicName> names = families.getOrDefault(family, List.of());
                rows.add(
                        new Row(
                                family,
                                names.size(),
                                RocArea.of(scores(names, byCarried), testCarried),
                                RocArea.of(scores(names, byOthers), testOthers),
                                RocArea.of(scores(names, byFreq), testFreq)));
            }
        }
        return rows;
    }

    /**
     * What a bound of the score means.
     *
     * @param falsePositives share of ranked names at or above the bound
     * @param found share of all families' names at or above it, each family counting the same
     */
    public record Threshold(double bound, double falsePositives, double found) {}

    /** What each bound of the carried model means. */
    public List<Threshold> thresholds() {
        RandomnessModel model = RandomnessScores.carried().model();
        ToDoubleFunction<PublicName> score = name -> model.score(label(name));
        double[] ranked = scores(test, score);
        List<Threshold> thresholds = new ArrayList<>();
        for (double bound : THRESHOLDS) {
            double found = 0;
            for (List<PublicName> family : families.values()) {
                found += share(scores(family, score), bound) / families.size();
            }
            thresholds.add(new Threshold(bound, share(ranked, bound), found));
        }
        return thresholds;
    }

    private RandomnessModel trainedWithout(Set<String> leftOut) {
        Map<String, List<String>> madeUp = new LinkedHashMap<>(RandomnessTraining.generated());
        families.forEach(
                (name, names) -> {
                    if (!leftOut.contains(name)) {
                        madeUp.put(name, names.stream().map(each -> label(each)).toList());
                    }
                });
        return RandomnessTraining.train(
                training.stream().map(each -> plain(each.firstLabel())).toList(), madeUp);
    }

    private static List<PublicName> distinct(Collection<String> texts, Hostnames hostnames) {
        Map<String, PublicName> byLabel = new LinkedHashMap<>();
        for (String text : texts) {
            if (hostnames.reduce(text.strip()) instanceof PublicName name
                    && LabelAlphabet.plain(name.site().firstLabel()) != null) {
                byLabel.putIfAbsent(label(name), name);
            }
        }
        return List.copyOf(byLabel.values());
    }

    private static String label(PublicName name) {
        return plain(name.site().firstLabel());
    }

    private static String plain(String label) {
        String plain = LabelAlphabet.plain(label);
        return plain == null ? label : plain;
    }

    private static double[] scores(List<PublicName> names, ToDoubleFunction<PublicName> score) {
        return names.stream().mapToDouble(score).toArray();
    }

    private static double share(double[] scores, double bound) {
        return (double) Arrays.stream(scores).filter(each -> each >= bound).count() / scores.length;
    }
}
