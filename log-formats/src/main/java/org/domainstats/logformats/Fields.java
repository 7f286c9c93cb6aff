package org.domainstats.logformats;

import java.util.List;

/**
 * Which facts are added, and under which name.
 *
 * @param prefix of their names: one object in JSON, in front of a dot elsewhere
 * @param chosen in the order in which they are written
 */
public record Fields(String prefix, List<FactField> chosen) {

    /** Custom fields of the Elastic Common Schema stand under a proper name. */
    public static final Fields DEFAULT = new Fields("domain_stats", FactField.DEFAULT);

    public Fields {
        chosen = List.copyOf(chosen);
        if (!prefix.matches("[A-Za-z_][A-Za-z0-9_]*") || chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "a prefix of letters, digits and _, and a field at least");
        }
    }

    /** The name of a field where names are flat. */
    String name(FactField field) {
        return prefix + '.' + field.key();
    }
}
