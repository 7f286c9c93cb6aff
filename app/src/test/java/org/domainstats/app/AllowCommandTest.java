package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.commandline.ExitCode;
import org.domainstats.processkit.CommandResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

class AllowCommandTest {

    @TempDir private Path folder;

    @BeforeEach
    void storeSomething() {
        Cli.run("lookup", "first.com", "--port=0", "--rdap=off", "--whois=off", "--data=" + folder);
    }

    private CommandResult allow(String until) throws Exception {
        return Cli.run(
                "admin",
                "allow",
                "ours[.]com",
                "--signal=young",
                "--reason=ours",
                "--until=" + until,
                "--data=" + folder);
    }

    /** It would never be in force, and whoever wrote it would go on being told. */
    @Test
    void anEndThatIsOverIsRefused() throws Exception {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        for (String over : new String[] {"2020-01-01", today}) {
            CommandResult refused = allow(over);
            assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
            assertThat(refused.err()).contains("--until " + over + " is over");
        }
        assertThat(allow("2999-01-01").exit()).isZero();
    }

    /** Nothing reads it behind the answer here, as a server does each second. */
    @Test
    void whatIsAllowedIsInTheAnswerOfACommandThatAsksOnce() throws Exception {
        assertThat(allow("2999-01-01").exit()).isZero();
        CommandResult run =
                Cli.run(
                        "lookup",
                        "--peek",
                        "--json",
                        "shop.ours.com",
                        "--rdap=off",
                        "--whois=off",
                        "--data=" + folder);
        assertThat(run.out()).contains("\"allowed_signals\":[\"young\"]");
    }
}
