package org.domainstats.registrationdata;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What of an RDAP reply bears on the age of a domain: its top level only, as entities and name
 * servers carry events of their own (RFC 9083, sections 4 to 6).
 *
 * @param objectClass {@code objectClassName}, if told
 * @param name {@code ldhName}, or else {@code unicodeName}, if told
 * @param variants its names in other scripts or spellings
 * @param errorCode {@code errorCode}, which some send as a string, if told
 * @param words the text for people in title, description, notices and remarks, cut short
 */
record RdapObject(
        @Nullable String objectClass,
        @Nullable String name,
        List<Variant> variants,
        @Nullable String errorCode,
        List<Event> events,
        List<String> statuses,
        String words) {

    RdapObject {
        variants = List.copyOf(variants);
        events = List.copyOf(events);
        statuses = List.copyOf(statuses);
    }

    /**
     * Another name of the domain.
     *
     * @param registered false if the registry lists it as a name that could be registered
     */
    record Variant(String name, boolean registered) {}

    record Event(String action, String date) {}
}
