package org.domainstats.admincommands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.DataFolder;
import org.domainstats.model.Printable;
import org.domainstats.store.RetryQueue.Retry;
import org.domainstats.store.Store;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@code domain-stats admin queue}: which registrations are still to be learned, and why. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Shows the domains whose registration is still to be learned, in the order they will be tried.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin queue",
            "  domain-stats admin queue --limit 1000 --json | jq -r .domain"
        })
final class QueueCommand implements SettingsCommand {

    @Spec private CommandSpec spec;

    @Option(
            names = "--limit",
            converter = CountOption.class,
            paramLabel = "N",
            description = "rows to show (${DEFAULT-VALUE})")
    private int limit = 50;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Store store = DataFolder.of(CommandSettings.of(spec)).openExistingStore()) {
            List<Retry> retries = store.retries().list(limit);
            if (json) {
                retries.forEach(retry -> out.println(json(retry)));
                return ExitCode.DONE;
            }
            long size = store.retries().size();
            if (!retries.isEmpty()) {
                out.printf(
                        "%-40s %-8s %-10s %-8s %s%n",
                        "DOMAIN", "WHY", "DUE IN", "ATTEMPTS", "LAST");
            }
            retries.forEach(retry -> print(retry, out));
            spec.commandLine().getErr().printf(Locale.ROOT, "domain-stats: %,d waiting%n", size);
        }
        return ExitCode.DONE;
    }

    private static void print(Retry retry, PrintWriter out) {
        long seconds = Math.max(0, Duration.between(Instant.now(), retry.due()).toSeconds());
        out.printf(
                Locale.ROOT,
                "%-40s %-8s %-10s %-8d %s%n",
                retry.domain(),
                retry.priority().name().toLowerCase(Locale.ROOT),
                seconds + " s",
                retry.attempts(),
                Printable.of(retry.reason()));
    }

    private static Object json(Retry retry) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("domain", retry.domain().ascii())
                .put("priority", retry.priority().name().toLowerCase(Locale.ROOT))
                .put("due", retry.due().toString())
                .put("attempts", retry.attempts())
                .put("reason", retry.reason());
    }
}
