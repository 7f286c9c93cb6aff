package org.domainstats.server;

import org.domainstats.answerformats.DialectDates;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;

/** The date that every response carries (RFC 9110 section 6.6.1), written anew once a second. */
final class HttpDate {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final InstantSource clock;
    private volatile Start start;

    HttpDate(InstantSource clock) {
        this.clock = clock;
        this.start = start(clock.millis() / 1_000);
    }

    /** Status line and date of the usual response. Not to be written to. */
    byte[] okStart() {
        return current().ok;
    }

    String line() {
        return current().line;
    }

    private Start current() {
        long second = clock.millis() / 1_000;
        Start current = start;
        if (current.second != second) {
            current = start(second);
            start = current;
        }
        return current;
    }

    private static Start start(long second) {
        String line = "Date: " + DialectDates.http(Instant.ofEpochSecond(second)) + "\r\n";
        return new Start(second, line, (OK + line).getBytes(StandardCharsets.US_ASCII));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Start(long second, String line, byte[] ok) {}
}
