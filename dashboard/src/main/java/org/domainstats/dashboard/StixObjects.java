package org.domainstats.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Entries as objects of STIX 2.1: a domain name, and that it was observed here. */
final class StixObjects {

    /** For deterministic ids (STIX 2.1 section 2.9). */
    private static final UUID NAMESPACE = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7");

    /** STIX 2.1 section 4.14 counts no further. */
    private static final long MOST_OBSERVED = 999_999_999;

    private StixObjects() {}

    /** The beginning of a bundle, up to its first object. */
    static String begin(Instant now) {
        return "{\"type\":\"bundle\",\"id\":\"bundle--" + id("bundle " + now) + "\",\"objects\":[";
    }

    static String end() {
        return "]}\n";
    }

    static String of(JsonObject entry) {
        String site = entry.getString("site");
        String name = "domain-name--" + id(new JsonObject().put("value", site).encode());
        JsonObject domain =
                new JsonObject()
                        .put("type", "domain-name")
                        .put("spec_version", "2.1")
                        .put("id", name)
                        .put("value", site);
        String first = millis(entry.getString("first_you"));
        JsonObject observed =
                new JsonObject()
                        .put("type", "observed-data")
                        .put("spec_version", "2.1")
                        .put("id", "observed-data--" + id("observed " + site))
                        .put("created", first)
                        .put("modified", millis(entry.getString("last_asked")))
                        .put("first_observed", first)
                        .put("last_observed", millis(entry.getString("last_asked")))
                        .put("number_observed", Math.min(MOST_OBSERVED, entry.getLong("times")))
                        .put("object_refs", new JsonArray().add(name));
        return domain.encode() + "," + observed.encode();
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
