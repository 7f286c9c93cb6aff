package org.domainstats.logformats;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The facts about one name, with a place for what a layout made of them. */
public final class NameFacts {

    /** Younger than this is young. */
    public static final Duration YOUNG = Duration.ofDays(30);

    private static final Set<String> ANNOUNCEMENTS =
            Set.of("first-contact", "community-first-contact");

    /** Of a name that nothing is known about. */
    public static final NameFacts NONE = new NameFacts(Map.of());

    private final Map<FactField, List<String>> values;
    private final boolean announces;
    private final String whyNotPublic;
    private volatile @Nullable Rendering rendering;

    NameFacts(Map<FactField, List<String>> values) {
        this.values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
        this.announces =
                isFirstContact()
                        || values(FactField.ALERTS).stream().anyMatch(ANNOUNCEMENTS::contains);
        String reason = value(FactField.REASON);
        this.whyNotPublic = reason == null ? "no public domain" : reason;
    }

    /** The values of a field; none where it is not known. */
    public List<String> values(FactField field) {
        return values.getOrDefault(field, List.of());
    }

    /** The value of a field, or null where it is not known. */
    public @Nullable String value(FactField field) {
        List<String> all = values(field);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** Whether a first contact is announced, which is done once. */
    public boolean announces() {
        return announces;
    }

    /** The facts as they are from the next time on. */
    public NameFacts repeatable() {
        Map<FactField, List<String>> later = new EnumMap<>(values);
        later.put(FactField.FIRST_CONTACT, List.of("false"));
        later.put(
                FactField.ALERTS,
                values(FactField.ALERTS).stream()
                        .filter(each -> !ANNOUNCEMENTS.contains(each))
                        .toList());
        return new NameFacts(later);
    }

    /** Whether there is a public domain that the facts are about. */
    public boolean isPublic() {
        return values.containsKey(FactField.DOMAIN);
    }

    /** The facts with the first contact announced, which was recorded but reached nobody. */
    public NameFacts announced() {
        Map<FactField, List<String>> told = new EnumMap<>(values);
        List<String> alerts = new ArrayList<>(List.of("first-contact"));
        alerts.addAll(values(FactField.ALERTS));
        told.put(FactField.FIRST_CONTACT, List.of("true"));
        told.put(FactField.ALERTS, List.copyOf(alerts));
        return new NameFacts(told);
    }

    /** Why there is none. */
    public String whyNotPublic() {
        return whyNotPublic;
    }

    public boolean isFirstContact() {
        return isTrue(FactField.FIRST_CONTACT);
    }

    public boolean isYoung() {
        String days = value(FactField.AGE_DAYS);
        return days != null && days.length() < 3 && Long.parseLong(days) < YOUNG.toDays();
    }

    public boolean isAgeUnknown() {
        return value(FactField.AGE_DAYS) == null && !isTrue(FactField.ESTABLISHED);
    }

    /** An old registration, new here and to the community, and in no list of ranks. */
    public boolean isSleeper() {
        return isTrue(FactField.ESTABLISHED)
                && isFirstContact()
                && values(FactField.ALERTS).contains("community-first-contact")
                && value(FactField.RANK) == null;
    }

    private boolean isTrue(FactField field) {
        return "true".equals(value(field));
    }

    public @Nullable Instant instant(FactField field) {
        String text = value(field);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** What a layout makes of these facts alone, made once. */
    @SuppressWarnings("ReferenceEquality") // Cheap, for each line; an equal layout makes it anew.
    public byte[] in(Layout layout) {
        Rendering made = rendering;
        if (made == null || made.layout != layout) {
            made = new Rendering(layout, layout.facts(List.of(this)));
            rendering = made;
        }
        return made.bytes;
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Rendering(Layout layout, byte[] bytes) {}
}
