package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Origin;
import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sysmon's event 22 as Windows shows it: {@code Dns query: RuleName: - UtcTime: 2025-08-19
 * 12:00:00.123 ... QueryName: example.com QueryStatus: 0}, in one line behind the head of a syslog
 * message, or with a line for each field. From documentation.
 */
final class SysmonTextLine implements TextLine {

    private static final String EVENT = "Dns query:";

    /** Up to the last of what stands behind it: a name may hold blanks. */
    private static final Pattern NAME =
            Pattern.compile(
                    "(?:^|\\s)QueryName: (.{1,1100}(?=\\sQueryStatus: )|.{1,1100}?(?=\\s{1,8}\\w{1,32}: |$))");

    private static final Pattern TIME =
            Pattern.compile(
                    "\\sUtcTime: (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)");

    @Override
    public @Nullable Found find(String text) {
        String line = text.stripTrailing();
        int event = line.indexOf(EVENT);
        if (event < 0 && !line.stripLeading().startsWith("QueryName: ")) {
            return null;
        }
        Matcher name = NAME.matcher(line).region(Math.max(0, event), line.length());
        Matcher time = TIME.matcher(line);
        return name.find()
                ? new Found(
                        name.group(1).strip(), new Origin(null, time.find() ? time.group(1) : null))
                : Found.NO_NAME;
    }
}
