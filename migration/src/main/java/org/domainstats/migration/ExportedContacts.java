package org.domainstats.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contacts;
import org.domainstats.store.Contacts.PastContact;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * First contacts in lines of JSON that this program wrote: events as {@code json}, {@code ecs} or
 * {@code ocsf}, and {@code admin export --json}. Taken over, none is announced again.
 */
public final class ExportedContacts {

    private static final int PART = 4_096;

    /** Longer than any event is. */
    private static final int LONGEST_LINE = 1 << 20;

    private final ObjectMapper json = new ObjectMapper();
    private final Contacts contacts;

    public ExportedContacts(Contacts contacts) {
        this.contacts = contacts;
    }

    /**
     * What became of the lines of a file.
     *
     * @param lines that are not empty
     * @param named those that name a first contact
     * @param missing how many of these contacts were missing
     */
    public record Replayed(long lines, long named, long missing) {}

    /**
     * Takes the contacts of a file over, plain or gzip. Done twice, the second time changes
     * nothing.
     *
     * @param progress is given the number of lines read so far
     */
    public Replayed replay(Path file, LongConsumer progress) throws IOException {
        long lines = 0;
        long named = 0;
        long missing = 0;
        List<PastContact> part = new ArrayList<>();
        try (BufferedReader in = open(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                progress.accept(++lines);
                Optional<PastContact> contact = contact(line);
                contact.ifPresent(part::add);
                named += contact.isPresent() ? 1 : 0;
                if (part.size() >= PART) {
                    missing += contacts.merge(part);
                    part.clear();
                }
            }
        }
        missing += contacts.merge(part);
        return new Replayed(lines, named, missing);
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream plain = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(plain) : plain;
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** Empty for an event that is about no contact, and for a line that cannot be read. */
    private Optional<PastContact> contact(String line) {
        if (line.length() > LONGEST_LINE) {
            return Optional.empty();
        }
        try {
            JsonNode flat = flat(json.readTree(line));
            String site = flat.path("site").asText();
            @Nullable Instant first = instant(flat, "first_asked", "seen_by_you");
            if (site.isEmpty() || first == null) {
                return Optional.empty();
            }
            @Nullable Instant last = instant(flat, "last_asked");
            return Optional.of(
                    new PastContact(
                            new DomainName(site),
                            first,
                            last == null || last.isBefore(first) ? first : last,
                            Math.max(1, flat.path("times").asLong(1))));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Where ECS and OCSF have the event as it is. */
    private static JsonNode flat(JsonNode line) {
        if (line.has("domain_stats")) {
            return line.path("domain_stats");
        }
        return line.has("enrichments") ? line.path("enrichments").path(0).path("data") : line;
    }

    private static @Nullable Instant instant(JsonNode node, String... names) {
        for (String name : names) {
            if (node.path(name).isTextual()) {
                return Instant.parse(node.path(name).asText());
            }
        }
        return null;
    }
}
