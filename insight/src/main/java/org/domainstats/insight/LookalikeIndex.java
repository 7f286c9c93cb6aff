package org.domainstats.insight;

import org.domainstats.model.Lookalike;
import org.domainstats.model.PublicName;
import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what a name may be taken for among so many popular domains and brands. Immutable; some four
 * megabytes for ten thousand.
 */
final class LookalikeIndex {

    /** Of so many, the same label under another suffix is a resemblance; of more it is chance. */
    private static final int WELL_KNOWN = 1_000;

    private static final Set<String> DELIVERY =
            Set.of(
                    "akadns.net",
                    "akamai.net",
                    "akamaiedge.net",
                    "akamaihd.net",
                    "akamaized.net",
                    "cloudfront.net",
                    "edgekey.net",
                    "edgesuite.net",
                    "fastly.net",
                    "fastlylb.net",
                    "trafficmanager.net");

    private static final int WORD_FILTER_SHIFT = Long.SIZE - 16;
    private static final int SHORTEST_WORD = 4;
    private static final int SHORTEST_WELL_KNOWN_WORD = 6;

    /** Between hyphens. */
    private static final int SHORTEST_PART = 3;

    private final List<LookalikeTarget> targets;
    private final Set<String> own = new HashSet<>();
    private final Map<String, Integer> byLabel = new HashMap<>();
    private final Map<String, Integer> bySkeleton = new HashMap<>();
    private final NearLabels near;

    /** Whether one of those words may begin with four letters: most starts of a label do not. */
    private final BitSet startFilter = new BitSet(1 << Long.SIZE - WORD_FILTER_SHIFT);

    /** Whether a word may be one of those that are looked for in longer names. */
    private final BitSet wordFilter = new BitSet(1 << Long.SIZE - WORD_FILTER_SHIFT);

    private int longestWord;

    /**
     * An index.
     *
     * @param targets brands first, then by popularity
     * @param own domains that are never called lookalikes, with all below
     */
    LookalikeIndex(List<LookalikeTarget> targets, Collection<String> own) {
        this.targets = List.copyOf(targets);
        this.own.addAll(own);
        for (int place = 0; place < targets.size(); place++) {
            LookalikeTarget target = targets.get(place);
            this.own.add(target.domain());
            byLabel.putIfAbsent(target.label(), place);
            addWord(target);
            if (target.isDistinctive()) {
                bySkeleton.putIfAbsent(
                        Confusables.skeleton(LabelAlphabet.unicode(target.label())), place);
            }
        }
        near = new NearLabels(this.targets);
    }

    /** What the site of a name may be taken for; null for nothing. */
    @Nullable Lookalike find(PublicName name) {
        Lookalike found = resembled(name);
        // Last, as most names resemble nothing, and each look into a large table waits for memory.
        boolean isFlagged = found != null && !isOwn(name) && (found.brand() || !isDelivery(name));
        return isFlagged ? found : null;
    }

    private boolean isOwn(PublicName name) {
        return own.contains(name.site().ascii())
                || !name.isHosted() && own.contains(name.domain().ascii());
    }

    private @Nullable Lookalike resembled(PublicName name) {
        String label = name.site().firstLabel();
        Integer same = byLabel.get(label);
        if (same != null) {
            return sameLabel(targets.get(same), name);
        }
        Lookalike shape = byShape(label);
        if (shape != null) {
            return shape;
        }
        Lookalike word = byWord(label);
        if (word == null && label.indexOf('-') >= 0) {
            word = byPart(LabelAlphabet.unicode(label));
        }
        return word != null ? word : byTyping(label);
    }

    /** Such as paypal.xyz and paypal.github.io. */
    private static @Nullable Lookalike sameLabel(LookalikeTarget target, PublicName name) {
        boolean distinctive =
                target.isBrand()
                        || target.rank() <= WELL_KNOWN
                                && target.isDistinctive()
                                && !Lures.isWord(target.label())
                                && !isDelivery(name);
        if (!distinctive) {
            return null;
        }
        String suffix = name.site().ascii().substring(target.label().length());
        return of(target, "the same name under " + suffix);
    }

    /**
     * Whether a site is below a network that delivers the contents of others, whose customers have
     * their own names there: {@code github.map.fastly.net}. Everybody can be a customer of a hoster
     * of pages ({@code paypal.azurewebsites.net}); such a one is none.
     */
    private static boolean isDelivery(PublicName name) {
        return name.isHosted() && DELIVERY.contains(name.domain().ascii());
    }

    private @Nullable Lookalike byShape(String label) {
        String unicode = LabelAlphabet.unicode(label);
        Integer place = bySkeleton.get(Confusables.skeleton(unicode));
        return place == null ? null : of(targets.get(place), shape(unicode, place));
    }

    private String shape(String unicode, int place) {
        return Resemblance.ofShape(unicode, LabelAlphabet.unicode(targets.get(place).label()));
    }

    private @Nullable Lookalike byTyping(String label) {
        if (label.startsWith("xn--")) {
            return null;
        }
        int place = near.nearest(label, targets.size());
        return place == targets.size() ? null : of(targets.get(place), typing(label, place));
    }

    private String typing(String label, int place) {
        return Resemblance.ofTyping(label, targets.get(place).label());
    }

    /** A brand anywhere in a longer name; a well-known name beside a word that lures. */
    private @Nullable Lookalike byWord(String label) {
        LabelHash hash = new LabelHash(label);
        int best = targets.size();
        for (int start = 0; start <= label.length() - SHORTEST_WORD; start++) {
            if (!startFilter.get(bits(hash.of(start, start + SHORTEST_WORD)))) {
                continue;
            }
            int last = Math.min(label.length(), start + longestWord);
            for (int end = start + SHORTEST_WORD; end <= last; end++) {
                if (wordFilter.get(bits(hash.of(start, end)))) {
                    Integer place = byLabel.get(label.substring(start, end));
                    if (place != null
                            && place < best
                            && isDistinctiveAt(targets.get(place), label, start)) {
                        best = place;
                    }
                }
            }
        }
        return best == targets.size() ? null : inLonger(best, "");
    }

    /**
     * A well-known name between hyphens beside a word that lures: a short one as it is, a longer
     * one also misspelt or in letters that look the same.
     */
    private @Nullable Lookalike byPart(String unicode) {
        if (!Lures.areIn(unicode)) {
            return null;
        }
        for (String part : unicode.split("-", -1)) {
            if (part.length() >= SHORTEST_PART && !Lures.isOne(part)) {
                Lookalike found = part(part);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private @Nullable Lookalike part(String part) {
        Integer same = byLabel.get(part);
        if (same != null) {
            return targets.get(same).rank() <= WELL_KNOWN ? inLonger(same, "") : null;
        }
        Integer shape = bySkeleton.get(Confusables.skeleton(part));
        if (shape != null && isWord(targets.get(shape))) {
            return inLonger(shape, shape(part, shape) + ": ");
        }
        int place = near.nearest(part, targets.size());
        return place < targets.size() && isWord(targets.get(place))
                ? inLonger(place, typing(part, place) + ": ")
                : null;
    }

    private Lookalike inLonger(int place, String how) {
        LookalikeTarget target = targets.get(place);
        return of(target, how + target.label() + " in a longer name");
    }

    private void addWord(LookalikeTarget target) {
        String label = target.label();
        if (isWord(target)) {
            LabelHash hash = new LabelHash(label);
            wordFilter.set(bits(hash.whole()));
            startFilter.set(bits(hash.of(0, SHORTEST_WORD)));
            longestWord = Math.max(longestWord, label.length());
        }
    }

    private static int bits(long hash) {
        return (int) (hash >>> WORD_FILTER_SHIFT);
    }

    private static boolean isWord(LookalikeTarget target) {
        int length = target.label().length();
        return target.isBrand()
                ? length >= SHORTEST_WORD
                : target.rank() <= WELL_KNOWN
                        && length >= SHORTEST_WELL_KNOWN_WORD
                        && !Lures.isWord(target.label());
    }

    private static boolean isDistinctiveAt(LookalikeTarget target, String label, int start) {
        int end = start + target.label().length();
        boolean bounded = isBoundary(label, start - 1) && isBoundary(label, end);
        if (target.isBrand()) {
            return bounded || target.label().length() > SHORTEST_WORD;
        }
        return isWord(target)
                && (Lures.areIn(label.substring(0, start)) || Lures.areIn(label.substring(end)));
    }

    private static boolean isBoundary(String label, int at) {
        return at < 0 || at >= label.length() || label.charAt(at) == '-';
    }

    private static Lookalike of(LookalikeTarget target, String why) {
        return new Lookalike(target.domain(), why, target.isBrand());
    }
}
