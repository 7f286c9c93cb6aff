package org.domainstats.events;

import org.domainstats.httpclient.TrustedAuthorities;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * How an output connects to its receiver over TCP, with TLS or without.
 *
 * @param timeout of the connection, and of all of the handshake
 */
record OutputSocket(
        String host, int port, boolean tls, TrustedAuthorities trust, Duration timeout) {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    /**
     * What waits in it has not left this machine, and nobody can ask how much that is: Linux lets
     * it grow to 4 MiB, thousands of events that a receiver which hangs never got.
     */
    private static final int SEND_BUFFER = 32 * 1_024;

    /** Of a URL whose scheme ends with {@code tls} where TLS is wanted. */
    static OutputSocket of(OutputSpec spec, int usualPort, int usualTlsPort) {
        URI target = spec.target();
        boolean tls = target.getScheme().endsWith("tls");
        int usual = tls ? usualTlsPort : usualPort;
        return new OutputSocket(
                target.getHost(),
                target.getPort() < 0 ? usual : target.getPort(),
                tls,
                HttpEndpoint.trust(spec),
                CONNECT);
    }

    /** Connects; with TLS the receiver has to prove its name. */
    OutputConnection connect() throws IOException {
        Socket plain = new Socket();
        try {
            plain.setSendBufferSize(SEND_BUFFER);
            plain.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            plain.setKeepAlive(true);
            plain.setTcpNoDelay(true);
            return tls ? secured(plain) : new OutputConnection(plain, plain);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private OutputConnection secured(Socket plain) throws IOException {
        SSLSocketFactory sockets = trust.socketFactory();
        SSLSocket secured = (SSLSocket) sockets.createSocket(plain, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        try {
            OutputConnection connection = new OutputConnection(plain, secured);
            connection.within(timeout, secured::startHandshake);
            return connection;
        } catch (SSLException e) {
            throw new IOException(host + ":" + port + ": " + reason(e), e);
        }
    }

    /** Java tells of a path of certificates that cannot be built; this, of what is to be done. */
    static String reason(SSLException e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof CertPathBuilderException) {
                return "its certificate is of an authority that is not trusted; name that"
                        + " authority's PEM file with ca=";
            }
            if (each instanceof CertificateExpiredException) {
                return "its certificate has expired: " + each.getMessage();
            }
            if (each instanceof CertificateNotYetValidException) {
                return "its certificate is not valid yet: " + each.getMessage();
            }
            boolean last = each.getCause() == null;
            if (last
                    && (each instanceof CertPathValidatorException
                            || each instanceof CertificateException)) {
                return "its certificate is refused: " + each.getMessage();
            }
        }
        return "no TLS: " + e.getMessage();
    }
}
