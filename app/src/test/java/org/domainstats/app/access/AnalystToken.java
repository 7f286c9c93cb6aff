package org.domainstats.app.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.domainstats.app.browser.ChromiumTab;
import org.domainstats.base.Sha256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A token of an administrator called alice, and signing in with it. */
public final class AnalystToken {

    public static final String TEXT = "a-token-of-an-analyst-longer-than-128-bits";

    private AnalystToken() {}

    /** A token file with it. */
    public static Path file(Path folder) throws IOException {
        Path tokens =
                Files.createFile(
                        folder.resolve("tokens"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        String hash = Sha256.hex(TEXT.getBytes(UTF_8));
        return Files.writeString(tokens, "alice admin sha256:" + hash + "\n");
    }

    /** Opens a page, and signs in on the one that comes instead. */
    public static void signIn(ChromiumTab tab, String page) {
        tab.go(page);
        tab.await("document.querySelector('input[type=password]')");
        tab.evaluate("document.querySelector('input[type=password]').focus()");
        tab.type(TEXT);
        tab.press("Enter");
        tab.await("location.pathname !== '/ui/sign-in' && document.querySelector('tbody tr')");
    }
}
