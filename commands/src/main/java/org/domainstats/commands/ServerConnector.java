package org.domainstats.commands;

import org.domainstats.composition.BindAddress;
import org.domainstats.composition.TrustSettings;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connections to the server of the settings: with TLS if {@code lookup-ca} or {@code
 * tls-certificate} is set. The server then is known by a certificate of those authorities for its
 * name, or by the very certificate of the settings, whatever name is in it.
 *
 * <p>With the JDK's own client: a process that lives for a third of a second cannot wait for Vert.x
 * to load, which took it 0.66 s of processor time in place of 0.19 s.
 */
final class ServerConnector {

    private static final int CONNECT_MILLIS = 300;
    private static final int TLS_MILLIS = 5_000;
    private static final int READ_MILLIS = 30_000;

    private final InetSocketAddress address;
    private final String host;
    private final @Nullable SSLSocketFactory tls;
    private final boolean byName;

    private ServerConnector(
            InetSocketAddress address,
            String host,
            @Nullable SSLSocketFactory tls,
            boolean byName) {
        this.address = address;
        this.host = host;
        this.tls = tls;
        this.byName = byName;
    }

    static ServerConnector of(Settings settings) {
        InetAddress bound = BindAddress.of(settings, SettingKey.BIND).address();
        InetAddress reached = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        InetSocketAddress address = new InetSocketAddress(reached, settings.port(SettingKey.PORT));
        String literal = new BindAddress(reached).host();
        if (settings.isSet(SettingKey.LOOKUP_CA)) {
            String name =
                    bound.isAnyLocalAddress()
                            ? "localhost"
                            : settings.text(SettingKey.BIND).strip();
            SSLSocketFactory tls =
                    TrustSettings.alone(settings, SettingKey.LOOKUP_CA).socketFactory();
            return new ServerConnector(address, name.indexOf(':') < 0 ? name : literal, tls, true);
        }
        SSLSocketFactory tls =
                settings.isSet(SettingKey.TLS_CERTIFICATE)
                        ? TrustSettings.certificate(settings, SettingKey.TLS_CERTIFICATE)
                                .socketFactory()
                        : null;
        return new ServerConnector(address, literal, tls, false);
    }

    InetSocketAddress address() {
        return address;
    }

    /** Host and port, as in the field {@code Host}. */
    String authority() {
        return host + ":" + address.getPort();
    }

    String url() {
        return (tls == null ? "http://" : "https://") + authority();
    }

    /** Whether a certificate has shown who the server is once a connection is made. */
    boolean provesIdentity() {
        return tls != null;
    }

    /** A request that follows no redirect; not sent yet. */
    HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url() + path).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        if (connection instanceof HttpsURLConnection secure && tls != null) {
            secure.setSSLSocketFactory(tls);
            if (!byName) {
                secure.setHostnameVerifier((_, _) -> true);
            }
        }
        return connection;
    }

    /** A connection on which, with TLS, the server has proved its identity. */
    Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(address, TLS_MILLIS);
        return tls == null ? socket : secured(tls, socket);
    }

    private Socket secured(SSLSocketFactory factory, Socket socket) throws IOException {
        SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, address.getPort(), true);
        if (byName) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
        }
        secure.setSoTimeout(TLS_MILLIS);
        secure.startHandshake();
        secure.setSoTimeout(0);
        return secure;
    }
}
