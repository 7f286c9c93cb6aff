package org.domainstats.model;

/**
 * How usual the letter pairs of a name are, by the two formulas of Mark Baggett's freq; in percent,
 * low is unusual.
 *
 * @param average the mean of the pairs' probabilities
 * @param total the probability of all pairs taken together
 */
public record FreqScore(double average, double total) {}
