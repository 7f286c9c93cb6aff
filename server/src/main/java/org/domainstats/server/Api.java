package org.domainstats.server;

import org.domainstats.access.Access;
import org.domainstats.access.Resource;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is served beside the questions, and to whom.
 *
 * @param resources of other modules; each has its rule in the table of access
 */
public record Api(Access access, List<Resource> resources) {

    public Api {
        resources = List.copyOf(resources);
    }

    /** The same with more resources. */
    public Api with(List<Resource> more) {
        return new Api(access, Stream.concat(resources.stream(), more.stream()).toList());
    }

    /** Questions only. */
    public static Api of(Access access) {
        return new Api(access, List.of());
    }
}
