package org.domainstats.registry;

import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;

/**
 * What went wrong with a host, in our own words: messages of the JDK quote certificates and
 * replies.
 */
final class FailureMessages {

    private FailureMessages() {}

    static String words(IOException fault) {
        return switch (fault) {
            case ForbiddenTarget forbidden -> String.valueOf(forbidden.getMessage());
            case InvalidReply bad -> String.valueOf(bad.getMessage());
            case SocketTimeoutException slow -> "it did not answer in time";
            case UnknownHostException unknown -> "its name has no address";
            case java.net.ConnectException refused -> "it could not be reached";
            case NoRouteToHostException unreachable -> "it could not be reached";
            case SSLException tls -> "its TLS or certificate is not good";
            default -> "the connection broke";
        };
    }
}
