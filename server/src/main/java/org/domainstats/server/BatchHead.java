package org.domainstats.server;

/** Status line and header fields of the response to a batch. */
final class BatchHead {

    private static final String START =
            "Content-Type: application/x-ndjson\r\nCache-Control: no-store\r\n";

    private BatchHead() {}

    static String of(HttpDate date, boolean close, Framing framing) {
        return "HTTP/1.1 200 OK\r\n"
                + date.line()
                + START
                + (framing.zipped ? "Content-Encoding: gzip\r\n" : "")
                + (close ? "Connection: close\r\n" : "")
                + (framing.chunked ? "Transfer-Encoding: chunked\r\n" : "")
                + "\r\n";
    }

    /**
     * @param chunked false for a client of HTTP/1.0, to which the end is the end of the connection
     */
    record Framing(boolean chunked, boolean zipped) {}
}
