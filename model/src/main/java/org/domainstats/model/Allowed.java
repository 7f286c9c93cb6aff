package org.domainstats.model;

/**
 * That an operator finds something fine that a name raises.
 *
 * @param signal what: {@code young}, {@code any} and so on
 * @param reason why, for people
 */
public record Allowed(String signal, String reason) {}
