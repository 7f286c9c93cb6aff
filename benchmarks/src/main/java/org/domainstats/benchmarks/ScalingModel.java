package org.domainstats.benchmarks;

import java.util.Locale;

/**
 * What a community costs as it grows: a model whose inputs are measured, printed as the table of
 * {@code docs/scaling.md}.
 */
final class ScalingModel {

    /** Registered domains of all TLDs, and some. */
    private static final double DOMAINS = 400e6;

    /** Different domains that an organisation of a thousand people asks about in a year. */
    private static final double SEEN_IN_A_YEAR = 500e3;

    /** Of these, new to the organisation on a day; each is one question to the community. */
    private static final double NEW_IN_A_DAY = 2_000;

    /** The busiest minute against the mean. */
    private static final double PEAK = 10;

    /** Bytes with indexes, in PostgreSQL 15: of ten million rows, the two below of 300,000. */
    private static final double CONTACT = 179;

    private static final double REGISTRATION = 288;
    private static final double CLAIM = 154;

    /** WAL of a contact; assumed, as it depends on checkpoints. */
    private static final double WAL = 420;

    private static final double DAY = 86_400;

    private ScalingModel() {}

    public static void main(String[] arguments) {
        System.out.println(
                "| organisations | domains known | database | questions/s mean, peak | new rows/s | WAL/day |");
        System.out.println("|---|---|---|---|---|---|");
        for (int organisations : new int[] {1, 10, 100, 1_000, 10_000}) {
            System.out.println(row(organisations));
        }
    }

    /** Domains that at least one of them has asked about, if they choose at random: too many. */
    private static double known(double organisations) {
        return DOMAINS * (1 - Math.exp(-organisations * SEEN_IN_A_YEAR / DOMAINS));
    }

    private static String row(int organisations) {
        double known = known(organisations);
        double bytes = known * (CONTACT + REGISTRATION + CLAIM);
        double questions = organisations * NEW_IN_A_DAY / DAY;
        double rows = known / 365 / DAY;
        return String.format(
                Locale.ROOT,
                "| %,d | %,.1f million | %,.1f GB | %,.2f, %,.0f | %,.2f | %,.2f GB |",
                organisations,
                known / 1e6,
                bytes / 1e9,
                questions,
                Math.ceil(questions * PEAK),
                rows,
                rows * DAY * WAL / 1e9);
    }
}
