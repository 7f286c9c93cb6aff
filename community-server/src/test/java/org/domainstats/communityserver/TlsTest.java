package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.communityclient.ClientDescription;
import org.domainstats.communityclient.CommunityAddress;
import org.domainstats.communityclient.CommunityClient;
import org.domainstats.communityclient.CommunityEndpoint;
import org.domainstats.http.PemFiles;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.httpclient.TrustedAuthorities;
import org.domainstats.lookup.Community.Reply;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.registrykit.SelfSigned;
import org.domainstats.registrykit.TrustsAnybody;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Certificates from PEM files, which may change while the server runs. */
class TlsTest {

    @TempDir private Path folder;

    @AutoClose private final SharedVertx vertx = new SharedVertx();

    @Test
    @Tag("long")
    void newCertificateIsTakenWhileTheServerRuns() throws Exception {
        SelfSigned one = SelfSigned.in(folder, "one");
        try (TestCommunity community =
                new TestCommunity(folder, CommunitySettings.DEFAULT, TestCommunity.REGISTRY)) {
            int port = community.listenHttp(new PemFiles(one.certificate(), one.key()));
            assertThat(subject(port)).isEqualTo("CN=one");
            assertThat(ask(port, one)).isInstanceOf(Reply.Known.class);
            SelfSigned two = SelfSigned.in(folder, "two");
            Files.setLastModifiedTime(
                    two.certificate(), FileTime.from(Instant.now().plusSeconds(5)));
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!subject(port).equals("CN=two") && System.nanoTime() < end) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
            assertThat(subject(port)).isEqualTo("CN=two");
        }
    }

    private Reply ask(int port, SelfSigned trusted) throws Exception {
        CommunityEndpoint connection =
                new CommunityEndpoint(
                        CommunityAddress.parse("https://127.0.0.1:" + port),
                        null,
                        Duration.ofSeconds(20),
                        new BlockingHttpClient(
                                vertx,
                                HttpClientSettings.forNamedHosts(
                                        "test", TrustedAuthorities.pem(trusted.certificate()))));
        ClientDescription self =
                new ClientDescription(
                        "1",
                        () -> FeedVersion.NONE,
                        () -> ClientDescription.Figures.NONE,
                        newest -> {});
        try (CommunityClient client = CommunityClient.of(connection, self)) {
            client.start();
            return client.ask(new DomainName("example.com"));
        }
    }

    private static SSLContext trustingAnybody() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAnybody()}, null);
        return context;
    }

    private static String subject(int port) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) trustingAnybody().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }
}
