package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Origin;
import org.domainstats.model.HostText;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Firewalls whose lines are no pairs: Palo Alto's values separated by commas, of which those about
 * URLs and questions to DNS have a name; and Cisco ASA with {@code inspect http}. From
 * documentation.
 */
final class FirewallLine implements TextLine {

    /** What is in front of a line is the head of syslog, and nothing that a client can send. */
    private static final Pattern PALO_ALTO =
            Pattern.compile(
                    "[\\w:.+<> -]{0,200}?(?<![\\w.])"
                            + "(?<record>\\d,\\d{4}/\\d\\d/\\d\\d [\\d:]{8},\\w{1,32},[A-Z]{4,20},)");

    private static final int TYPE = 3;
    private static final int SUBTYPE = 4;
    private static final int GENERATED = 6;
    private static final int SOURCE = 7;
    private static final int APPLICATION = 14;
    private static final int URL = 31;
    private static final int THREAT = 32;

    /** A threat of DNS: {@code Suspicious DNS Query (generic:example.com)(3810600)}. */
    private static final Pattern QUERY =
            Pattern.compile("[A-Za-z ]{3,40}:(?<name>[^\\s()]{1,1100})\\)?\\(\\d{1,12}\\)$");

    private static final Pattern CISCO =
            Pattern.compile(
                    "[^%]{0,200}%(?:ASA|FWSM|PIX)-\\d-30400[12]: (?:"
                            + "(?:\\S{1,255}@)?(?<client>[0-9a-fA-F.:]{2,45})(?:\\(\\S{1,255}\\))?"
                            + " (?:\\(\\S{1,255}\\) )?Accessed (?:JAVA )?URL \\S{2,45}?:(?<url>\\S+)"
                            + "|Access denied URL (?<denied>\\S+) SRC (?<source>[0-9a-fA-F.:]{2,45}))");

    @Override
    public @Nullable Found find(String line) {
        Matcher palo = PALO_ALTO.matcher(line);
        if (palo.lookingAt()) {
            return palo(CsvRecord.values(line.substring(palo.start("record")), ','));
        }
        Matcher cisco = CISCO.matcher(line);
        if (!cisco.lookingAt()) {
            return null;
        }
        @Nullable String url = cisco.group("url");
        return url == null
                ? found(cisco.group("denied"), cisco.group("source"), LeadingTime.of(line))
                : found(url, cisco.group("client"), LeadingTime.of(line));
    }

    private static Found palo(List<String> values) {
        if (values.size() <= THREAT || !values.get(TYPE).equals("THREAT")) {
            return Found.NO_NAME;
        }
        String client = values.get(SOURCE);
        String time = values.get(GENERATED);
        return switch (values.get(SUBTYPE)) {
            case "url" -> found(values.get(URL), client, time);
            case "spyware" ->
                    values.get(APPLICATION).equals("dns")
                            ? question(values, client, time)
                            : Found.NO_NAME;
            default -> Found.NO_NAME;
        };
    }

    private static Found question(List<String> values, String client, String time) {
        Matcher query = QUERY.matcher(values.get(THREAT));
        return found(query.find() ? query.group("name") : values.get(URL), client, time);
    }

    private static Found found(String url, @Nullable String client, @Nullable String time) {
        String host = url.startsWith("/") ? "" : HostText.of(url);
        return host.indexOf('.') > 0 ? new Found(host, new Origin(client, time)) : Found.NO_NAME;
    }
}
