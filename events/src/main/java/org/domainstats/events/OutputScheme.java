package org.domainstats.events;

import org.domainstats.model.Printable;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of outputs, by the schemes of their URLs. */
enum OutputScheme {
    FILE(Set.of("file"), Set.of("rotate", "keep")),
    WEBHOOK(
            Set.of("http", "https"),
            Set.of("batch", "secret-file", "authorization-file", "private", "ca")),
    SYSLOG_UDP(Set.of("syslog+udp"), Set.of()),
    SYSLOG_TCP(Set.of("syslog+tcp", "syslog+tls"), Set.of("framing", "ca")),
    RELP(Set.of("relp", "relp+tls"), Set.of("ca")),
    ELASTICSEARCH(
            Set.of("elasticsearch+http", "elasticsearch+https"),
            Set.of("mode", "authorization-file", "ca")),
    KAFKA(Set.of("kafka"), Set.of("servers", "config"));

    /** Never changed; Error Prone knows no immutable set of the JDK. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> schemes;

    /** Beside those of every output. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> options;

    OutputScheme(Set<String> schemes, Set<String> options) {
        this.schemes = schemes;
        this.options = options;
    }

    Set<String> options() {
        return options;
    }

    static OutputScheme of(URI target) {
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(each -> each.schemes.contains(scheme))
                .findAny()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "an output begins with one of "
                                                + Arrays.stream(values())
                                                        .flatMap(each -> each.schemes.stream())
                                                        .sorted()
                                                        .map(each -> each + ":")
                                                        .collect(Collectors.joining(", "))
                                                + ", but this one with "
                                                + Printable.of(scheme)));
    }
}
