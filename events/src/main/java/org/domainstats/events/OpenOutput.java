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
    public static OpenOutput of(OutputSpec spec, String version) {
        // Wrong values are told now, not when the first event comes.
        var _ = spec.format();
        var _ = spec.filter();
        var _ = spec.fromOldest();
        Output output =
                switch (OutputScheme.of(spec.target())) {
                    case FILE -> FileOutput.of(spec);
                };
        return new OpenOutput(spec, output, version);
    }
}
