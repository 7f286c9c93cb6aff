package org.domainstats.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.domainstats.app.Cli;
import org.domainstats.commandline.ExitCode;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What an operator has the server forget, by name and by age. */
@Timeout(300)
class ForgetAcceptanceTest {

    private static final String NAME = "please-forget-me.com";

    @TempDir private Path folder;

    private String data() {
        return folder.resolve("data").toString();
    }

    private ServerProcess serve(String... flags) throws Exception {
        return ServerProcess.start(
                Cli.command("serve", "--port=0", "--data", data(), "--rdap=off", "--whois=off")
                        .with(flags));
    }

    private CommandResult admin(String... arguments) {
        return Cli.run(
                Stream.of(Stream.of("admin"), Stream.of(arguments), Stream.of("--data", data()))
                        .flatMap(each -> each)
                        .toArray(String[]::new));
    }

    @Test
    void forgottenNameIsAFirstContactOnceMoreAndNowhereInTheFile() throws Exception {
        try (ServerProcess server = serve()) {
            assertThat(server.ask("www." + NAME)).contains("FIRST-CONTACT");
            assertThat(server.ask("kept.com")).contains("FIRST-CONTACT");
            assertThat(server.ask("www." + NAME)).doesNotContain("FIRST-CONTACT");

            CommandResult run = admin("forget", "WWW." + NAME);
            assertThat(run.exit()).isZero();
            assertThat(run.err()).contains("forgot " + NAME);

            assertThat(admin("export").out()).contains("kept.com").doesNotContain(NAME);
            assertThat(server.ask("kept.com")).doesNotContain("FIRST-CONTACT");
            assertThat(server.ask("www." + NAME)).contains("FIRST-CONTACT");
            assertThat(admin("forget", NAME).exit()).isZero();
        }
        assertThat(admin("audit").out())
                .contains("name-forgotten", "exported", "contacts", "command ")
                .doesNotContain("please-forget");
        assertThat(admin("audit", "--json", "--limit=1").out()).startsWith("{\"at\":\"2");
        byte[] file = Files.readAllBytes(Path.of(data(), "contacts.db"));
        assertThat(new String(file, ISO_8859_1))
                .contains("kept.com")
                .doesNotContain("please-forget");
    }

    @Test
    void whatWasNeverStoredIsSaidToBeSo() throws Exception {
        Cli.run("lookup", "other.com", "--port=0", "--rdap=off", "--whois=off", "--data=" + data());
        assertThat(admin("forget", "never-asked.com").err()).contains("nothing was stored of");
        CommandResult junk = admin("forget", "never-asked.com", "localhost");
        assertThat(junk.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(junk.err()).contains("localhost", "no public name");
    }

    @Test
    void whatIsOlderThanRetentionGoesButTheFirstContactStays() throws Exception {
        try (ServerProcess server = serve()) {
            for (int i = 0; i < 5; i++) {
                server.ask("often.com");
            }
            server.stop();
        }
        assertThat(admin("export", "--json").out()).contains("\"times\":5");
        try (ServerProcess server = serve("--retention=1ms")) {
            Await.until(
                    "the old use is forgotten",
                    () -> {
                        String now = admin("export", "--json").out();
                        return now.contains("\"times\":1}") && now.contains("often.com");
                    });
            assertThat(server.ask("often.com")).doesNotContain("FIRST-CONTACT");
        }
    }
}
