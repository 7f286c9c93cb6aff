package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Labels from an operator's file to the answers of those whom they are for. */
class LabelsAcceptanceTest {

    @TempDir private Path folder;

    @Test
    @Timeout(600)
    void labelsOfTheCommunityAndOnesOwnAreInTheAnswers() throws Exception {
        Path theirs = Files.writeString(folder.resolve("theirs"), "evil.com phishing, kit 7\n");
        Path ours = Files.writeString(folder.resolve("ours"), "# ours\nevil.com known here\n");
        try (ServerProcess community = community(theirs);
                ServerProcess member = member(community.address("udp").getPort(), ours)) {
            String both = "\\\"labels\\\": [\\\"known here\\\", \\\"phishing\\\", \\\"kit 7\\\"]";
            assertThat(askUntilTheLabelIsThere(member, "www", "evil.com")).contains(both);
            Files.writeString(ours, "evil.com changed its name\n");
            awaitText(member, "www.evil.com", "changed its name");
        }
    }

    @Test
    @Timeout(600)
    void wrongLineStopsTheStartAndIsNamed() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong"), "evil.com fine\nlocalhost bad\n");
        CommandResult run =
                Cli.run("serve", "--data", folder.toString(), "--labels", wrong.toString());
        assertThat(run.exit()).isNotZero();
        assertThat(run.err())
                .contains("labels")
                .contains("line 2")
                .contains("no site that can have labels");
    }

    /** Hosts of the site in turn, since the community may be met a moment later. */
    private static String askUntilTheLabelIsThere(ServerProcess member, String host, String site)
            throws IOException, InterruptedException {
        String answer = member.ask(host + "." + site);
        for (int i = 0; i < 100 && answer.contains("\"seen_by_us\": \"UNAVAILABLE\""); i++) {
            answer = member.ask(host + i + "." + site);
        }
        return answer;
    }

    private static void awaitText(ServerProcess member, String name, String text) throws Exception {
        Await.until(text + " for " + name, () -> member.ask(name).contains(text));
    }

    private ServerProcess community(Path labels) throws IOException {
        return Cli.community(folder.resolve("community"), with(labels));
    }

    private ServerProcess member(int port, Path labels) throws IOException {
        return Cli.serve(
                folder.resolve("member"), with(labels, "--community", "udp://127.0.0.1:" + port));
    }

    private static String[] with(Path labels, String... flags) {
        List<String> all = new ArrayList<>(List.of(flags));
        all.addAll(List.of("--labels", labels.toString(), "--rdap", "off", "--whois", "off"));
        return all.toArray(String[]::new);
    }
}
