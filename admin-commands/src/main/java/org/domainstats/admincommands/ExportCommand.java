package org.domainstats.admincommands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.domainstats.commandline.ExitCode;
import org.domainstats.commandline.SettingsCommand;
import org.domainstats.composition.DataFolder;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.DomainName;
import org.domainstats.store.AuditAction;
import org.domainstats.store.ContactClients.AskedBy;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Store;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** {@code domain-stats admin export}: what is kept, as text for other programs. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes contacts, or the known domains, to standard output: CSV, or JSON lines with --json.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  domain-stats admin export > contacts.csv",
            "  domain-stats admin export --known --json | gzip > known.ndjson.gz"
        })
final class ExportCommand implements SettingsCommand {

    private static final int PAGE = 10_000;

    @Spec private CommandSpec spec;

    @Option(names = "--known", description = "the known domains instead of the contacts")
    private boolean known;

    @Option(names = "--json", description = "one JSON object a line instead of CSV")
    private boolean json;

    @Override
    public Integer call() {
        DataFolder data = DataFolder.of(CommandSettings.of(spec));
        PrintWriter out = new PrintWriter(spec.commandLine().getOut(), false);
        if (known) {
            exportKnown(data, out);
        } else {
            exportContacts(data, out);
        }
        out.flush();
        return out.checkError() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void exportContacts(DataFolder data, PrintWriter out) {
        try (Store store = data.openExistingStore()) {
            if (!json) {
                out.println("site,first_asked,last_asked,times,asked_by,clients");
            }
            CommandAudit.record(store, AuditAction.EXPORTED, "contacts");
            List<LoggedContact> page = store.contacts().after(0, PAGE);
            while (!page.isEmpty() && !out.checkError()) {
                Map<DomainName, AskedBy> clients =
                        store.clients().of(page.stream().map(LoggedContact::site).toList());
                for (LoggedContact contact : page) {
                    @Nullable AskedBy by = clients.get(contact.site());
                    out.println(json ? json(contact, by) : csv(contact, by));
                }
                page = store.contacts().after(page.getLast().cursor(), PAGE);
            }
        }
    }

    private static String csv(LoggedContact contact, @Nullable AskedBy by) {
        return contact.site()
                + ","
                + contact.firstAsked()
                + ","
                + contact.lastAsked()
                + ","
                + contact.times()
                + ","
                + (by == null ? ",0" : cell(by.first()) + "," + by.clients());
    }

    /** Names come out of logs: one that a spreadsheet would take for a formula is none. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c != ',' && c != '"');
        return plain && !formula
                ? text
                : '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }

    private static Object json(LoggedContact contact, @Nullable AskedBy by) {
        ObjectNode line =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("site", contact.site().ascii())
                        .put("first_asked", contact.firstAsked().toString())
                        .put("last_asked", contact.lastAsked().toString())
                        .put("times", contact.times());
        return by == null ? line : line.put("asked_by", by.first()).put("clients", by.clients());
    }

    private void exportKnown(DataFolder data, PrintWriter out) {
        if (!json) {
            out.println("domain,rank,established,registered");
        }
        try (SqliteKnownDomains knownDomains = data.openKnownDomains()) {
            knownDomains.forEach(
                    put ->
                            out.println(
                                    json ? KnownDomainLine.json(put) : KnownDomainLine.csv(put)));
        }
    }
}
