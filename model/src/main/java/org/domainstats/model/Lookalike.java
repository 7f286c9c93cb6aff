package org.domainstats.model;

/**
 * A name that may be taken for another.
 *
 * @param of the domain that it looks like, {@code paypal.com}
 * @param why how, for people: {@code 1 for l}
 * @param brand whether an operator named that domain, as one to look after
 */
public record Lookalike(String of, String why, boolean brand) {}
