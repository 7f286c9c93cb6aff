package org.domainstats.access;

import org.domainstats.http.ServerResponse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The page where a browser signs in. It is the same for everybody and holds no data: a link from
 * elsewhere arrives without the cookie, which the page's own requests then carry.
 */
final class SignInPage {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String FOLDER = "/ui/";
    private static final ServerResponse PAGE = file("sign-in.html", "text/html; charset=utf-8");
    private static final ServerResponse NOTHING =
            ServerResponse.problem(404, "there is nothing at this path");

    private static final Map<String, ServerResponse> FILES =
            Map.of(
                    "",
                    PAGE,
                    "sign-in",
                    PAGE,
                    "sign-in.css",
                    file("sign-in.css", "text/css; charset=utf-8"),
                    "sign-in.js",
                    file("sign-in.js", "text/javascript; charset=utf-8"));

    private SignInPage() {}

    static Resource resource() {
        return Resource.streaming("GET", FOLDER + "*", SignInPage::respond);
    }

    private static void respond(ResourceRequest request) {
        String name = request.target().path().substring(FOLDER.length() - 1);
        request.exchange().respond(FILES.getOrDefault(name, NOTHING));
    }

    private static ServerResponse file(String name, String type) {
        try (InputStream file = SignInPage.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return ServerResponse.of(type, file.readAllBytes())
                    .with("Content-Security-Policy", POLICY)
                    .with("X-Frame-Options", "DENY")
                    .with("Referrer-Policy", "no-referrer")
                    .with("Cache-Control", "no-cache");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " from the program", e);
        }
    }
}
