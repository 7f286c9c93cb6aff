package org.domainstats.server;

import org.domainstats.access.Authenticator;
import org.domainstats.access.Resource;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is served beside the questions, and to whom.
 *
 * @param resources of other modules; each has its rule in the table of access
 */
public record Api(Authenticator authenticator, List<Resource> resources) {

    public Api {
        resources = List.copyOf(resources);
    }

    /** The same with more resources. */
    public Api with(List<Resource> more) {
        return new Api(authenticator, Stream.concat(resources.stream(), more.stream()).toList());
    }

    /** Questions only. */
    public static Api of(Authenticator authenticator) {
        return new Api(authenticator, List.of());
    }
}
