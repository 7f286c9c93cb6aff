package org.domainstats.registrykit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate for {@code 127.0.0.1} and {@code localhost} that is signed by its own key, and that
 * key. Both are PEM files.
 */
public record SelfSigned(Path certificate, Path key) {

    private static final String ALIAS = "self";

    /** Makes one in a folder, in place of the one that was there. */
    public static SelfSigned in(Path folder, String name) throws IOException, InterruptedException {
        SelfSigned made = new SelfSigned(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        Path store = folder.resolve("self.p12");
        Files.deleteIfExists(store);
        PrivateAuthority.generate(
                store, ALIAS, "CN=" + name, "-ext", "san=ip:127.0.0.1,dns:localhost");
        PrivateAuthority.export(store, ALIAS, made.certificate);
        Files.writeString(made.key, pem(store));
        return made;
    }

    private static String pem(Path store) throws IOException {
        char[] password = PrivateAuthority.PASSWORD.toCharArray();
        try {
            Key key = KeyStore.getInstance(store.toFile(), password).getKey(ALIAS, password);
            byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
            String text = Base64.getMimeEncoder(64, lineEnd).encodeToString(key.getEncoded());
            return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IOException("the key just made cannot be read", e);
        }
    }
}
