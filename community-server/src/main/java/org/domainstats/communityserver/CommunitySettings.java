package org.domainstats.communityserver;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the operator of a community server decides.
 *
 * @param anonymous whether clients without a token are served
 * @param prohibitedTlds suffixes that nobody should ask about, with or without a dot in front
 * @param publishAt how many different clients must have asked about a domain before it is published
 * @param patience how long a reply waits for a registration
 * @param rates how much is too much
 */
public record CommunitySettings(
        boolean anonymous,
        List<String> prohibitedTlds,
        int publishAt,
        Timeouts patience,
        Rates rates) {

    public static final CommunitySettings DEFAULT =
            new CommunitySettings(
                    true,
                    List.of("local", "arpa"),
                    3,
                    new Timeouts(Duration.ofMillis(400), Duration.ofSeconds(10)),
                    new Rates(25_000, 500));

    public CommunitySettings {
        prohibitedTlds = prohibitedTlds.stream().map(CommunitySettings::bare).toList();
        if (publishAt < 1) {
            throw new IllegalArgumentException("publish-at must be 1 or more: " + publishAt);
        }
    }

    private static String bare(String suffix) {
        String name = suffix.strip().toLowerCase(Locale.ROOT);
        return name.startsWith(".") ? name.substring(1) : name;
    }

    /**
     * How long a reply waits for a registration.
     *
     * @param ours for our own clients, which go on to ask the registry themselves
     * @param original for the original's, which wait 15 seconds and keep an answer for ever
     */
    public record Timeouts(Duration ours, Duration original) {}

    /**
     * Requests a second above which nothing is answered; twice as many may come at once.
     *
     * @param perClient for each client with a token
     * @param perAddress for each address without one; this machine's own are not counted
     */
    public record Rates(int perClient, int perAddress) {}
}
