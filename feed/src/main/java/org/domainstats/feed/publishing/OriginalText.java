package org.domainstats.feed.publishing;

import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;

import java.nio.file.Path;
import java.util.Set;

/**
 * Which domains can be published in the original's format. The original cuts each name it reads
 * down to two labels, or to three below some second-level names that it knows; a domain that this
 * would turn into another one must not be there, or that other one becomes established.
 */
final class OriginalText {

    /** Below these, the original always keeps two labels. */
    private static final Set<String> PLAIN = Set.of("com", "org", "net", "gov", "edu");

    /** Before other TLDs, the original keeps three labels if the second-last is one of these. */
    private static final Set<String> SECOND_LEVEL =
            Set.of(
                    "co", "com", "ne", "net", "or", "org", "go", "gov", "ed", "edu", "ac", "ad",
                    "gr", "lg", "mus", "gouv");

    private OriginalText() {}

    /** The file of a version in the original's format. */
    static Path file(Path folder, FeedVersion version) {
        return folder.resolve("data")
                .resolve(Integer.toString(version.major()))
                .resolve(version.minor() + ".txt");
    }

    static boolean canHold(DomainName domain) {
        String[] labels = domain.ascii().split("\\.", -1);
        return switch (labels.length) {
            case 2 -> true;
            case 3 -> !PLAIN.contains(labels[2]) && SECOND_LEVEL.contains(labels[1]);
            default -> false;
        };
    }
}
