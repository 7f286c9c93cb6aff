package org.domainstats.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class NearLabelsTest {

    private static final int TARGETS = 200;

    /** The hashes find what a comparison with every target finds. */
    @Test
    void nearestIsThatOfAComparisonWithAll() {
        Random random = new Random(20_261_126);
        List<LookalikeTarget> targets = new ArrayList<>();
        for (int i = 0; i < TARGETS; i++) {
            String label = letters(random, 8 + random.nextInt(5));
            targets.add(new LookalikeTarget(i + 1, label + ".com", label));
        }
        NearLabels near = new NearLabels(targets);
        for (int round = 0; round < 5_000; round++) {
            String label = targets.get(random.nextInt(TARGETS)).label();
            for (int edits = random.nextInt(4); edits > 0; edits--) {
                label = edited(random, label);
            }
            assertThat(near.nearest(label, TARGETS)).as(label).isEqualTo(compared(targets, label));
        }
    }

    private static int compared(List<LookalikeTarget> targets, String label) {
        for (int place = 0; place < targets.size(); place++) {
            String target = targets.get(place).label();
            boolean two = Math.min(label.length(), target.length()) >= NearLabels.TWO_EDITS_FROM;
            int distance = Resemblance.distance(label, target, two ? 2 : 1);
            if (distance > 0 && distance <= (two ? 2 : 1)) {
                return place;
            }
        }
        return targets.size();
    }

    private static String edited(Random random, String label) {
        int at = 1 + random.nextInt(label.length() - 2);
        String start = label.substring(0, at);
        return switch (random.nextInt(4)) {
            case 0 -> start + label.substring(at + 1);
            case 1 -> start + letters(random, 1) + label.substring(at);
            case 2 -> start + letters(random, 1) + label.substring(at + 1);
            default ->
                    label.substring(0, at - 1)
                            + label.charAt(at)
                            + label.charAt(at - 1)
                            + label.substring(at + 1);
        };
    }

    private static String letters(Random random, int length) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }
}
