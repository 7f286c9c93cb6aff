package org.domainstats.registrykit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

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
        char[] password = PrivateAuthority.PASSWORD.toCharArray();
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), password);
            Files.writeString(made.certificate, Pem.certificate(keys.getCertificate(ALIAS)));
            Files.writeString(made.key, Pem.privateKey(keys.getKey(ALIAS, password)));
        } catch (GeneralSecurityException e) {
            throw new IOException("the key just made cannot be read", e);
        }
        return made;
    }
}
