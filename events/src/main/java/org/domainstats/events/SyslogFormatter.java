package org.domainstats.events;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Events as messages of RFC 5424. */
final class SyslogFormatter {

    private static final int LOCAL0 = 16;
    private static final int WARNING = 4;
    private static final int NOTICE = 5;
    private static final int FACILITIES = 8;

    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

    private SyslogFormatter() {}

    /** The name of this machine, without a question to the DNS; "-" where it is not known. */
    static String hostname() {
        try {
            String name = Files.readString(HOSTNAME).strip();
            return name.matches("[!-~]{1,255}") ? name : "-";
        } catch (IOException notLinux) {
            String name = System.getenv().getOrDefault("COMPUTERNAME", "-");
            return name.matches("[!-~]{1,255}") ? name : "-";
        }
    }

    static byte[] of(EventDocument event, String line, String hostname) {
        int priority = LOCAL0 * FACILITIES + (event.isAlert() ? WARNING : NOTICE);
        String message =
                "<"
                        + priority
                        + ">1 "
                        + Timestamps.of(event.at())
                        + " "
                        + hostname
                        + " domain-stats - "
                        + event.kind().word()
                        + " - "
                        + line;
        return message.getBytes(StandardCharsets.US_ASCII);
    }
}
