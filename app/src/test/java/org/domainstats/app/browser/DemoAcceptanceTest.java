package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.app.access.AnalystToken;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** {@code serve --demo}, and the README's picture: a copy of what this test leaves in target. */
@Timeout(300)
class DemoAcceptanceTest {

    @TempDir private Path folder;

    @Test
    void demonstrationIsMarkedLivesAndLeavesNothing() throws Exception {
        Chromium.require();
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path tokens = AnalystToken.file(folder);
        try (ServerProcess server =
                        ServerProcess.start(
                                Cli.command("serve", "--demo", "--port", "0")
                                        .with("--token-file=" + tokens)
                                        .environment(
                                                java.util.Map.of(
                                                        "JAVA_TOOL_OPTIONS",
                                                        "-Djava.io.tmpdir=" + temporary)));
                ChromiumTab tab = ChromiumTab.open(folder.resolve("profile"))) {
            tab.look(1280, 1090, "light");
            AnalystToken.signIn(tab, server.url().resolve("/ui/?period=7+d").toString());
            tab.await("document.querySelector('canvas')");
            assertThat(tab.evaluate("document.getElementById('banner').innerText"))
                    .asString()
                    .contains("Demonstration");
            tab.await("Number(document.querySelector('.tile.hot b').textContent) > 20");
            tab.screenshot(Path.of("target", "screenshots", "demo.png"));
            Object first = tab.evaluate("document.querySelector('tbody a').title");
            tab.await("document.querySelector('tbody a').title !== '" + first + "'");
            assertThat(server.stop()).isNotNegative();
        }
        try (var left = Files.list(temporary)) {
            assertThat(left.filter(each -> each.getFileName().toString().contains("demo")))
                    .isEmpty();
        }
    }
}
