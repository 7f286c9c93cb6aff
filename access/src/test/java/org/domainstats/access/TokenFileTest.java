package org.domainstats.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.http.AccessRole;
import org.domainstats.http.AccessToken;
import org.domainstats.http.AccessTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Changes of the token file that come at the same moment. */
final class TokenFileTest {

    @TempDir private Path folder;

    private Path path() {
        return folder.resolve("tokens");
    }

    private static AccessToken token(String name) {
        return AccessToken.of(name, AccessRole.ASK, name);
    }

    @Test
    void changeIsInForceAtOnce() throws IOException {
        TokenFile.change(path(), tokens -> tokens.with(token("a")));
        TokenFile file = TokenFile.open(path());

        file.change(tokens -> tokens.with(token("b")));

        assertThat(file.current().find("b")).isPresent();
        assertThat(AccessTokens.parse(path()).tokens()).hasSize(2);
    }

    /** Locks are of processes, so threads stand in for them only up to the lock itself. */
    @Test
    void ofManyChangesAtOnceNoneIsLost() throws IOException {
        TokenFile.change(path(), tokens -> tokens.with(token("stolen")));
        List<CompletableFuture<Void>> changes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "t" + i;
            changes.add(CompletableFuture.runAsync(() -> change(each -> each.with(token(name)))));
        }
        changes.add(CompletableFuture.runAsync(() -> change(each -> each.without("stolen"))));
        changes.forEach(CompletableFuture::join);

        assertThat(AccessTokens.parse(path()).tokens())
                .extracting(AccessToken::name)
                .hasSize(8)
                .doesNotContain("stolen");
    }

    private void change(TokenFile.Change change) {
        try {
            TokenFile.change(path(), change);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
