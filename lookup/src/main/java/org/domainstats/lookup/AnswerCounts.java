package org.domainstats.lookup;

/**
 * Where answers came from, since the start.
 *
 * @param known from the known domains
 * @param own from memory, the store and the registries
 * @param community questions that the community answered
 * @param errors questions that it did not
 */
public record AnswerCounts(long known, long own, long community, long errors) {}
