package org.domainstats.registrykit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority that nobody trusts by default, and a registry for {@code 127.0.0.1} and
 * {@code rdap.example} whose certificate it has signed.
 */
public final class PrivateAuthority {

    static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";
    private static final String REGISTRY = "registry";

    private final Path certificate;
    private final KeyStore keys;

    private PrivateAuthority(Path certificate, KeyStore keys) {
        this.certificate = certificate;
        this.keys = keys;
    }

    /** Makes one, with files in a folder, by the JDK's own tool. */
    public static PrivateAuthority in(Path folder) throws IOException, InterruptedException {
        return in(folder, "EC");
    }

    /** One whose registry has a key of RSA: GnuTLS does not read what Java writes of others. */
    public static PrivateAuthority ofRsa(Path folder) throws IOException, InterruptedException {
        return in(folder, "RSA");
    }

    private static PrivateAuthority in(Path folder, String algorithm)
            throws IOException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        Path certificate = folder.resolve("authority.pem");
        generate(store, AUTHORITY, "CN=" + AUTHORITY, "-ext", "bc:c");
        generate(
                store,
                REGISTRY,
                "CN=registry",
                "-keyalg",
                algorithm,
                "-signer",
                AUTHORITY,
                "-ext",
                "san=ip:127.0.0.1,dns:rdap.example");
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Files.writeString(certificate, Pem.certificate(keys.getCertificate(AUTHORITY)));
            keys.deleteEntry(AUTHORITY);
            return new PrivateAuthority(certificate, keys);
        } catch (GeneralSecurityException e) {
            throw new IOException("the keys just made cannot be read", e);
        }
    }

    static void generate(Path store, String alias, String name, String... more)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-dname", name));
        if (!List.of(more).contains("-keyalg")) {
            arguments.addAll(List.of("-keyalg", "EC"));
        }
        arguments.addAll(List.of(more));
        keytool(store, arguments.toArray(String[]::new));
    }

    private static void keytool(Path store, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        // Half of its processor time would else go into compiling what runs once.
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        // And a third of the rest into making the password hard to guess.
        for (String count : List.of("mac", "certPbe", "keyPbe")) {
            command.add("-J-Dkeystore.pkcs12." + count + "IterationCount=1");
        }
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool " + arguments[0] + " failed");
        }
    }

    /** The authority's certificate, as a PEM file. */
    public Path certificate() {
        return certificate;
    }

    /** Writes the registry's certificate and its key as PEM files, for a program of others. */
    public void writeRegistry(Path certificateFile, Path keyFile)
            throws IOException, GeneralSecurityException {
        Files.writeString(certificateFile, Pem.certificate(keys.getCertificate(REGISTRY)));
        Files.writeString(keyFile, Pem.privateKey(keys.getKey(REGISTRY, PASSWORD.toCharArray())));
    }

    /** What the registry proves itself with. */
    public SSLContext registry() throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }
}
