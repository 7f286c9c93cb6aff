package org.domainstats.lookup;

import java.time.Duration;

/**
 * One question.
 *
 * @param asked the hostname, as it came
 * @param peek whether it is only a look, which records no contact
 * @param patience the longest the outside world may take before the answer goes out without it
 */
public record Question(String asked, boolean peek, Duration patience) {}
