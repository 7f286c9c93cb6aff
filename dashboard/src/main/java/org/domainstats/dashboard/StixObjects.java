package org.domainstats.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Entries as objects of STIX 2.1: a domain name, and that it was observed here. What was found out
 * about it stands in labels, which every consumer shows, and with its numbers in an extension
 * (section 7.3), whose definition is in each bundle.
 */
final class StixObjects {

    /** For deterministic ids (STIX 2.1 section 2.9). */
    private static final UUID NAMESPACE = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7");

    /** STIX 2.1 section 4.14 counts no further. */
    private static final long MOST_OBSERVED = 999_999_999;

    /** From there on answers of the original's dialect say it as well. */
    private static final double LOOKS_MADE_UP = 0.9;

    /** The names of answers and of the other exports. */
    private static final List<String> SCORES =
            List.of("score", "score_reasons", "randomness", "lookalike_of", "lookalike_why");

    private static final String IDENTITY = "identity--" + id("identity of domain-stats");
    private static final String EXTENSION = "extension-definition--" + id("scores of domain-stats");
    private static final String DEFINED = "2026-11-26T00:00:00.000Z";
    private static final String SCHEMA =
            "score: integer, how much a look at the name is worth it, up to 100. score_reasons:"
                    + " list of string, the weightiest first. randomness: float from 0 to 1, how"
                    + " much the name looks made up by a program. lookalike_of: string, the popular"
                    + " domain or brand that it may be taken for. lookalike_why: string. All are"
                    + " optional.";

    private final Instant now;

    /**
     * @param now what was found out last counts for whoever imports two bundles
     */
    StixObjects(Instant now) {
        this.now = now;
    }

    /** The beginning of a bundle, with what its entries refer to. */
    String begin() {
        JsonObject identity =
                object("identity", IDENTITY)
                        .put("created", DEFINED)
                        .put("modified", DEFINED)
                        .put("name", "domain-stats")
                        .put("identity_class", "system");
        JsonObject extension =
                object("extension-definition", EXTENSION)
                        .put("created_by_ref", IDENTITY)
                        .put("created", DEFINED)
                        .put("modified", DEFINED)
                        .put("name", "Scores of domain-stats")
                        .put("description", "Why a domain name deserves a look.")
                        .put("schema", SCHEMA)
                        .put("version", "1.0.0")
                        .put("extension_types", new JsonArray().add("property-extension"));
        return "{\"type\":\"bundle\",\"id\":\"bundle--"
                + id("bundle " + now)
                + "\",\"objects\":["
                + identity.encode()
                + ","
                + extension.encode();
    }

    String end() {
        return "]}\n";
    }

    /** Goes on after the beginning, or after another entry. */
    String of(JsonObject entry) {
        String site = entry.getString("site");
        String name = "domain-name--" + id(new JsonObject().put("value", site).encode());
        JsonObject domain = object("domain-name", name).put("value", site);
        String first = millis(entry.getString("first_you"));
        JsonObject observed =
                object("observed-data", "observed-data--" + id("observed " + site))
                        .put("created_by_ref", IDENTITY)
                        .put("created", first)
                        .put("modified", millis(now.toString()))
                        .put("first_observed", first)
                        .put("last_observed", millis(entry.getString("last_asked")))
                        .put("number_observed", Math.min(MOST_OBSERVED, entry.getLong("times")))
                        .put("object_refs", new JsonArray().add(name));
        List<String> labels = labels(entry);
        if (!labels.isEmpty()) {
            observed.put("labels", new JsonArray(labels));
        }
        JsonObject scores = scores(entry);
        if (!scores.isEmpty()) {
            scores.put("extension_type", "property-extension");
            observed.put("extensions", new JsonObject().put(EXTENSION, scores));
        }
        return "," + domain.encode() + "," + observed.encode();
    }

    private static JsonObject object(String type, String id) {
        return new JsonObject().put("type", type).put("spec_version", "2.1").put("id", id);
    }

    private static List<String> labels(JsonObject entry) {
        Set<String> labels = new LinkedHashSet<>();
        entry.getJsonArray("labels", new JsonArray()).forEach(each -> labels.add(each.toString()));
        for (String word : List.of("young", "sleeper")) {
            if (entry.getBoolean(word, false)) {
                labels.add(word);
            }
        }
        if (entry.containsKey("lookalike_of")) {
            labels.add("lookalike");
        }
        if (entry.getDouble("randomness", 0.0) >= LOOKS_MADE_UP) {
            labels.add("looks-made-up");
        }
        return List.copyOf(labels);
    }

    private static JsonObject scores(JsonObject entry) {
        JsonObject scores = new JsonObject();
        for (String each : SCORES) {
            if (entry.containsKey(each)) {
                scores.put(each, entry.getValue(each));
            }
        }
        return scores;
    }

    private static String millis(String instant) {
        Instant at = Instant.parse(instant).truncatedTo(ChronoUnit.MILLIS);
        String text = at.toString();
        return text.indexOf('.') < 0 ? text.replace("Z", ".000Z") : text;
    }

    /** A UUID of version 5 (RFC 9562). */
    static UUID id(String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(
                    ByteBuffer.allocate(16)
                            .putLong(NAMESPACE.getMostSignificantBits())
                            .putLong(NAMESPACE.getLeastSignificantBits())
                            .flip());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    hash.getLong() & ~0xf000L | 0x5000L, hash.getLong() & ~(3L << 62) | 1L << 63);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
