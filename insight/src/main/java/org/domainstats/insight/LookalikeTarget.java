package org.domainstats.insight;

import org.domainstats.model.DomainName;

/**
 * A name that others may be taken for.
 *
 * @param rank its place among the popular, 0 for a brand of the operator's
 * @param domain as it stands in the answer: {@code paypal.com}, or the word of a brand without a
 *     domain
 * @param label its first label, or that word
 */
record LookalikeTarget(int rank, String domain, String label) {

    static LookalikeTarget ranked(DomainName domain, int rank) {
        return new LookalikeTarget(rank, domain.ascii(), domain.firstLabel());
    }

    static LookalikeTarget brand(String domainOrWord) {
        int dot = domainOrWord.indexOf('.');
        return new LookalikeTarget(
                0, domainOrWord, dot < 0 ? domainOrWord : domainOrWord.substring(0, dot));
    }

    boolean isBrand() {
        return rank == 0;
    }

    /**
     * Whether its label is long enough, for its popularity, that a resemblance is more than chance:
     * most words of five letters are one letter from some popular domain.
     */
    boolean isDistinctive() {
        int length = label.length();
        return isBrand() && length >= 4
                || rank <= 200 && length >= 5
                || rank <= 2_000 && length >= 6
                || length >= 8;
    }
}
