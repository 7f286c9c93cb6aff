package org.domainstats.lookup;

import org.domainstats.model.Answer;

/**
 * What is stored of a site just now.
 *
 * @param answer as a question would be answered, without announcing anything
 * @param registrationAwaited whether the registration is not known, and may be soon
 * @param communityAwaited whether the community has not said yet when it first saw the site
 */
public record SiteReport(Answer answer, boolean registrationAwaited, boolean communityAwaited) {}
