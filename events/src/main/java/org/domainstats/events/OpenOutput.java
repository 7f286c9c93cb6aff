package org.domainstats.events;

/**
 * An output of the settings, ready to be used.
 *
 * @param version of this program, as some formats tell it
 */
public record OpenOutput(OutputSpec spec, Output output, String version) {

    /**
     * Makes an output; nothing is connected to yet.
     *
     * @throws IllegalArgumentException if an option is wrong; the message says what is
     */
    public static OpenOutput of(OutputSpec spec, OutputParts parts) {
        // Wrong values are reported now, not when the first event comes.
        var _ = spec.format();
        var _ = spec.filter();
        var _ = spec.fromOldest();
        Output output =
                switch (OutputScheme.of(spec.target())) {
                    case FILE -> FileOutput.of(spec);
                    case WEBHOOK -> WebhookOutput.of(spec, parts);
                    case SYSLOG_UDP -> new SyslogUdpOutput(withHost(spec));
                    case SYSLOG_TCP -> new SyslogTcpOutput(withHost(spec), parts);
                    case RELP -> new RelpOutput(withHost(spec));
                    case ELASTICSEARCH -> ElasticsearchOutput.of(spec, parts);
                    case KAFKA -> KafkaOutput.of(withHost(spec));
                };
        return new OpenOutput(spec, output, parts.version());
    }

    private static OutputSpec withHost(OutputSpec spec) {
        if (spec.target().getHost() == null) {
            throw new IllegalArgumentException(
                    spec.target().getScheme() + " needs a host, as in syslog+tcp://host:514");
        }
        return spec;
    }
}
