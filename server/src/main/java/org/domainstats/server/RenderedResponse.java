package org.domainstats.server;

import org.domainstats.http.ServerResponse;
import org.domainstats.model.Answer;
import org.jspecify.annotations.Nullable;

/**
 * A response, and the answer in it whose announcement is lost if the client does not get it.
 *
 * @param announcement null if there is none
 */
record RenderedResponse(ServerResponse response, @Nullable Answer announcement) {

    static RenderedResponse of(ServerResponse response) {
        return new RenderedResponse(response, null);
    }
}
