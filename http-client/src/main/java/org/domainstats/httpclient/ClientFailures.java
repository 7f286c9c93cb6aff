package org.domainstats.httpclient;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

/** Translates the failures of sockets, TLS, Netty and Vert.x into our own, in our own words. */
public final class ClientFailures {

    private static final int MOST_CAUSES = 8;

    private ClientFailures() {}

    /** The failure of an exchange with a host; an {@link ExchangeException} stays as it is. */
    public static ExchangeException translate(Throwable failure) {
        return switch (failure) {
            case ExchangeException ours -> ours;
            case SSLException tls -> ofTls(tls);
            case TimeoutException slow -> new ExchangeTimeoutException(slow);
            case ConnectTimeoutException slow -> new ExchangeTimeoutException(slow);
            case SocketTimeoutException slow -> new ExchangeTimeoutException(slow);
            case ConnectException e -> new ConnectionException("it could not be reached", e);
            case NoRouteToHostException e -> new ConnectionException("it could not be reached", e);
            case ConnectionPoolTooBusyException busy ->
                    new ConnectionException("too many requests wait for it", busy);
            case TooLongFrameException e ->
                    new InvalidResponseException("its HTTP header is too long", e);
            case HttpClosedException closed -> broken(closed);
            case StreamResetException reset -> broken(reset);
            case IOException broken -> broken(broken);
            case DecoderException e when e.getCause() instanceof SSLException tls -> ofTls(tls);
            case DecoderException e -> invalid(e);
            case IllegalArgumentException e -> invalid(e);
            case VertxException e -> invalid(e);
            case IllegalStateException e -> invalid(e);
            default -> broken(failure);
        };
    }

    private static ExchangeException ofTls(SSLException failure) {
        Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (cause instanceof SslHandshakeTimeoutException) {
                return new ExchangeTimeoutException(failure);
            }
            cause = cause.getCause();
        }
        return new ConnectionException("its TLS or certificate is not good", failure);
    }

    private static ExchangeException invalid(Throwable cause) {
        return new InvalidResponseException("not an HTTP reply", cause);
    }

    private static ExchangeException broken(Throwable cause) {
        return new ConnectionException("the connection broke", cause);
    }
}
