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
     * all together as much as the labels.
     */
    static RandomnessModel train(List<String> labels, Map<String, List<String>> madeUp) {
        List<Example> examples = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            List<String> inside = new ArrayList<>();
            List<String> outside = new ArrayList<>();
            for (int i = 0; i < labels.size(); i++) {
                (i % FOLDS == fold ? inside : outside).add(labels.get(i));
            }
            addFold(spread(inside), madeUp, fold, Trigrams.count(outside), examples);
        }
        return new RandomnessModel(Trigrams.count(labels), LogisticRegression.fit(examples));
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

    private static void addFold(
            List<String> labels,
            Map<String, List<String>> madeUp,
            int fold,
            Trigrams trigrams,
            List<Example> examples) {
        add(labels, false, 0.5 / FOLDS, trigrams, examples);
        double weight = 0.5 / FOLDS / (madeUp.size() + 1);
        add(changed(labels), true, weight, trigrams, examples);
        for (List<String> group : madeUp.values()) {
            List<String> part = new ArrayList<>();
            for (int i = fold; i < group.size(); i += FOLDS) {
                part.add(group.get(i));
            }
            add(part, true, weight, trigrams, examples);
        }
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

    private static void add(
            List<String> labels,
            boolean random,
            double weight,
            Trigrams trigrams,
            List<Example> examples) {
        for (String label : labels) {
            examples.add(
                    new Example(LabelFeatures.of(label, trigrams), random, weight / labels.size()));
        }
    }
}
