package org.domainstats.inputs;

import org.domainstats.inputs.InputCounters.Drop;
import org.domainstats.logformats.Reading;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.model.PublicName;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The names of what was read that count: in public domains, and not asked by this program. */
final class LineNames {

    private final InputSettings settings;
    private final InputCounters counters;

    LineNames(InputSettings settings, InputCounters counters) {
        this.settings = settings;
        this.counters = counters;
    }

    /** The names in a line. */
    List<PublicName> of(Reading reading) {
        counters.row();
        if (!(reading instanceof Named named)) {
            return List.of();
        }
        for (int i = 0; i < named.leftOut(); i++) {
            counters.drop(Drop.SURPLUS);
        }
        List<PublicName> names = new ArrayList<>(named.names().size());
        for (String text : named.names()) {
            @Nullable PublicName name = of(text, named.origin().client());
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    /** The name that a text writes, or null if it does not count. */
    @Nullable PublicName of(String text, @Nullable String client) {
        if (!(settings.hostnames().reduce(text) instanceof PublicName name)) {
            return null;
        }
        if (client != null && settings.ownQuestions().isOwn(name.host(), client)) {
            counters.own();
            return null;
        }
        return name;
    }
}
