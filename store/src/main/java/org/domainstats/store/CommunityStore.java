package org.domainstats.store;

/** What a community server stores beside its {@link Store}. */
public interface CommunityStore extends AutoCloseable {

    FirstClaims firstClaims();

    Askers askers();

    @Override
    void close();
}
