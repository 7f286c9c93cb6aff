package org.domainstats.insight;

import org.domainstats.insight.LogisticRegression.Example;
import org.domainstats.model.DomainName;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Trains a {@link RandomnessModel} on labels of names that people chose and on made-up ones. What
 * the trigrams have counted looks less surprising to them than a new name; so the labels go into
 * folds, and those of each fold are weighed by trigrams of the others.
 */
public final class RandomnessTraining {

    /** Fewer teach nothing. */
    static final int FEWEST = 1_000;

    private static final int FOLDS = 3;

    /** Fewer labels than these do not show all that people do. */
    private static final int FEW = 20_000;

    private static final int CHOSEN = 3_000;
    private static final int MADE_UP_OF_A_KIND = 900;
    private static final int MOST_EXAMPLES_OF_A_FOLD = 6_000;
    private static final long SEED = 20_260_801;

    private RandomnessTraining() {}

    /**
     * On the labels of ranked names and the project's own generators.
     *
     * @throws IllegalArgumentException if there are too few names
     */
    public static RandomnessModel train(Collection<DomainName> names) {
        Set<String> labels = new LinkedHashSet<>();
        for (DomainName name : names) {
            String plain = LabelAlphabet.plain(name.firstLabel());
            if (plain != null) {
                labels.add(plain);
            }
        }
        if (labels.size() < FEWEST) {
            throw new IllegalArgumentException(
                    "at least "
                            + FEWEST
                            + " different names are needed to train on, not "
                            + labels.size());
        }
        return train(List.copyOf(labels), generated());
    }

    /** The model that comes with the program: on the starter domains. */
    static RandomnessModel carried() {
        return train(StarterDomains.inOrder());
    }

    /** Made-up labels by generator. */
    static Map<String, List<String>> generated() {
        Map<String, List<String>> generated = new LinkedHashMap<>();
        for (NameGenerator generator : NameGenerator.values()) {
            long seed = SEED + generated.size();
            generated.put(generator.name(), generator.names(MADE_UP_OF_A_KIND, seed));
        }
        return generated;
    }

    /**
     * On these labels and groups of made-up ones, of which each group counts as much as another and
     * all together as much as the labels. Few labels are joined by {@link ChosenNames}.
     */
    static RandomnessModel train(List<String> labels, Map<String, List<String>> madeUp) {
        boolean few = labels.size() < FEW;
        List<List<String>> folds = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            folds.add(few ? chosen(fold) : new ArrayList<>());
        }
        for (int i = 0; i < labels.size(); i++) {
            folds.get(i % FOLDS).add(labels.get(i));
        }
        List<Example> examples = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            List<String> outside = new ArrayList<>(folds.get((fold + 1) % FOLDS));
            outside.addAll(folds.get((fold + 2) % FOLDS));
            KnownWords words = KnownWords.of(few ? wordsOutside(fold) : allWords());
            Examples some = new Examples(Trigrams.count(outside), words, examples);
            some.addFold(fold, spread(folds.get(fold)), madeUp);
        }
        List<String> all = folds.stream().flatMap(List::stream).toList();
        return new RandomnessModel(
                Trigrams.count(all), KnownWords.of(allWords()), LogisticRegression.fit(examples));
    }

    /** Names of words that the known words of this fold have not. */
    private static List<String> chosen(int fold) {
        List<List<String>> words = new ArrayList<>();
        for (List<String> language : StarterWords.byLanguage()) {
            words.add(part(language, fold, true));
        }
        return new ChosenNames(words, SEED + fold).names(CHOSEN / FOLDS);
    }

    private static List<String> wordsOutside(int fold) {
        return StarterWords.byLanguage().stream()
                .flatMap(language -> part(language, fold, false).stream())
                .toList();
    }

    private static List<String> allWords() {
        return StarterWords.byLanguage().stream().flatMap(List::stream).toList();
    }

    private static List<String> part(List<String> words, int fold, boolean inside) {
        List<String> part = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if ((i % FOLDS == fold) == inside) {
                part.add(words.get(i));
            }
        }
        return part;
    }

    /** As many as are needed, from the whole of a list in its order of rank. */
    private static List<String> spread(List<String> labels) {
        int step = Math.ceilDiv(labels.size(), MOST_EXAMPLES_OF_A_FOLD);
        List<String> some = new ArrayList<>();
        for (int i = 0; i < labels.size(); i += step) {
            some.add(labels.get(i));
        }
        return some;
    }

    /** Real labels with two characters put in at random: made up, too, and the hardest to see. */
    private static List<String> changed(List<String> labels) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> changed = new ArrayList<>();
        for (String label : labels) {
            if (label.length() >= 6) {
                StringBuilder text = new StringBuilder(label);
                for (int change = 0; change < 2; change++) {
                    text.setCharAt(random.nextInt(text.length()), NameGenerator.anyOfAll(random));
                }
                changed.add(text.toString());
            }
        }
        return changed;
    }

    /** Where the examples of a fold go, weighed by what the other folds have counted. */
    private record Examples(Trigrams trigrams, KnownWords words, List<Example> examples) {

        void addFold(int fold, List<String> labels, Map<String, List<String>> madeUp) {
            add(labels, false, 0.5 / FOLDS);
            double weight = 0.5 / FOLDS / (madeUp.size() + 1);
            add(changed(labels), true, weight);
            for (List<String> group : madeUp.values()) {
                add(part(group, fold, true), true, weight);
            }
        }

        private void add(List<String> labels, boolean random, double weight) {
            for (String label : labels) {
                double[] features = LabelFeatures.of(label, trigrams, words);
                examples.add(new Example(features, random, weight / labels.size()));
            }
        }
    }
}
