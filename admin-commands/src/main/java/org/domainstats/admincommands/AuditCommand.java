package org.domainstats.admincommands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.DataFolder;
import org.domainstats.model.Printable;
import org.domainstats.store.AuditLog.Entry;
import org.domainstats.store.AuditLog.LoggedEntry;
import org.domainstats.store.Store;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** {@code domain-stats admin audit}: who changed or exported what. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Lists who changed or exported what, newest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin audit",
            "  domain-stats admin audit --limit 10000 --json > audit.ndjson"
        })
final class AuditCommand implements SettingsCommand {

    private static final int PAGE = 1_000;

    @Spec private CommandSpec spec;

    @Option(
            names = "--limit",
            converter = CountOption.class,
            paramLabel = "N",
            description = "at most this many entries (${DEFAULT-VALUE})")
    private int limit = 100;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Store store = DataFolder.of(CommandSettings.of(spec)).openExistingStore()) {
            long before = Long.MAX_VALUE;
            int left = limit;
            List<LoggedEntry> page = store.auditLog().list(before, Math.min(PAGE, left));
            while (!page.isEmpty() && left > 0) {
                page.forEach(each -> out.println(json ? json(each.entry()) : line(each.entry())));
                left -= page.size();
                before = page.getLast().cursor();
                page = store.auditLog().list(before, Math.clamp(left, 0, PAGE));
            }
        }
        out.flush();
        return out.checkError() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static String line(Entry entry) {
        return String.format(
                        Locale.ROOT,
                        "%-24s  %-20s  %-15s  %-16s  %s",
                        entry.at(),
                        Printable.of(entry.who()),
                        Printable.of(entry.client()),
                        Printable.of(entry.action()),
                        Printable.of(entry.subject()))
                .stripTrailing();
    }

    private static Object json(Entry entry) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("at", entry.at().toString())
                .put("who", entry.who())
                .put("client", entry.client())
                .put("action", entry.action())
                .put("subject", entry.subject());
    }
}
