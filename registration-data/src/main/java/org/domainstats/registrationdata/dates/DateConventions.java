package org.domainstats.registrationdata.dates;

import org.domainstats.base.ResourceFile;
import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the registry of a TLD writes dates, where it does not say so itself. */
public final class DateConventions {

    private static final Map<String, ZoneId> ZONES = new HashMap<>();
    private static final Set<String> MONTH_FIRST = new HashSet<>();
    private static final Set<String> MIDNIGHTS = new HashSet<>();

    static {
        for (String line : ResourceFile.lines(DateConventions.class, "whois-zones.txt")) {
            String[] cells = line.split("\\s+", -1);
            ZoneId zone = ZoneId.of(cells[0]);
            List.of(cells).subList(1, cells.length).forEach(tld -> ZONES.put(tld, zone));
        }
        for (String line : ResourceFile.lines(DateConventions.class, "month-first.txt")) {
            MONTH_FIRST.addAll(List.of(line.split("\\s+", -1)));
        }
        for (String line : ResourceFile.lines(DateConventions.class, "whois-midnights.txt")) {
            MIDNIGHTS.addAll(List.of(line.split("\\s+", -1)));
        }
    }

    private DateConventions() {}

    /** The zone of times without one; null if nobody knows. */
    public static @Nullable ZoneId zone(String tld) {
        return ZONES.get(tld);
    }

    /** Whether a midnight with a zone is a day, to which the registry's program added the rest. */
    public static boolean writesDaysAsMidnights(String tld) {
        return MIDNIGHTS.contains(tld);
    }

    public static DayOrder order(String tld) {
        if (MONTH_FIRST.contains(tld)) {
            return DayOrder.MONTH_FIRST;
        }
        return tld.length() == 2 || ZONES.containsKey(tld) ? DayOrder.DAY_FIRST : DayOrder.UNKNOWN;
    }
}
