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

    /** Around the first comma of a line. */
    private static final Pattern PALO_ALTO =
            Pattern.compile("(?<![\\w.])\\d,\\d{4}/\\d\\d/\\d\\d [\\d:]{8},\\w{1,32},[A-Z]{4,20},");

    /** In front of that is the head of syslog, and nothing that a client can send. */
    private static final Pattern HEAD = Pattern.compile("[\\w:.+<> -]{0,200}");

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

    private static final int LONGEST_HEAD = 200;

    /** From the first of these signs on. */
    private static final Pattern CISCO =
            Pattern.compile(
                    "%(?:ASA|FWSM|PIX)-\\d-30400[12]: (?:"
                            + "(?:\\S{1,255}@)?(?<client>[0-9a-fA-F.:]{2,45})(?:\\(\\S{1,255}\\))?"
                            + " (?:\\(\\S{1,255}\\) )?Accessed (?:JAVA )?URL \\S{2,45}?:(?<url>\\S+)"
                            + "|Access denied URL (?<denied>\\S+) SRC (?<source>[0-9a-fA-F.:]{2,45}))");

    @Override
    public @Nullable Found find(String line) {
        int record = line.indexOf(',') - 1;
        if (record >= 0 && isPaloAlto(line, record)) {
            return palo(CsvRecord.values(line.substring(record), ','));
        }
        int sign = line.indexOf('%');
        return sign < 0 || sign > LONGEST_HEAD ? null : cisco(line, sign);
    }

    private static boolean isPaloAlto(String line, int record) {
        return PALO_ALTO
                        .matcher(line)
                        .region(record, line.length())
                        .useTransparentBounds(true)
                        .lookingAt()
                && HEAD.matcher(line).region(0, record).matches();
    }

    private static @Nullable Found cisco(String line, int sign) {
        Matcher cisco = CISCO.matcher(line).region(sign, line.length());
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
