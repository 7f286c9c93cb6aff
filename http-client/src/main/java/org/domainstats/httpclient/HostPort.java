package org.domainstats.httpclient;

import org.domainstats.model.Printable;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** A host and the port that it is asked on. */
public record HostPort(String host, int port) {

    /** Underscores are in no host name (RFC 952), and in those that containers have. */
    private static final Pattern NAME =
            Pattern.compile(
                    "(?=.{1,254}$)(?:\\w(?:[\\w-]{0,61}\\w)?\\.)*\\w(?:[\\w-]{0,61}\\w)?\\.?");

    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?\\d+\\.?");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\[.*:.*]");

    public HostPort {
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "not a host and port: " + Printable.of(host) + ":" + port);
        }
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static HostPort parse(String text, int defaultPort) {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        String host = end <= 0 ? text : text.substring(0, end);
        String rest = text.substring(host.length());
        try {
            int port = rest.isEmpty() ? defaultPort : Integer.parseInt(rest.substring(1));
            if (isHost(host) && (rest.isEmpty() || rest.charAt(0) == ':')) {
                return new HostPort(host, port);
            }
        } catch (NumberFormatException notANumber) {
            // reported below
        }
        throw new IllegalArgumentException(
                "not a host or host:port: "
                        + Printable.of(text)
                        + "; write it like 127.0.0.1:4343");
    }

    /** Whether a text can be the name or the address of a host, an IPv6 address in brackets too. */
    public static boolean isHost(String text) {
        if (NAME.matcher(text).matches() && !ENDS_IN_NUMBER.matcher(text).matches()) {
            return true;
        }
        boolean bracketed = IN_BRACKETS.matcher(text).matches();
        try {
            var _ = InetAddress.ofLiteral(bracketed ? text.substring(1, text.length() - 1) : text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Where a URL points, with the port of its scheme if it names none.
     *
     * @throws ForbiddenTargetException if it is no URL of a host
     */
    public static HostPort of(URI uri) throws ForbiddenTargetException {
        if (uri.getHost() == null) {
            throw new ForbiddenTargetException("a URL without a host");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        if (port < 1 || port > 65_535) {
            throw new ForbiddenTargetException("a URL with a port that is none");
        }
        return new HostPort(uri.getHost().toLowerCase(Locale.ROOT), port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
