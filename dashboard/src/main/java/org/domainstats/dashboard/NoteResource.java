package org.domainstats.dashboard;

import io.vertx.core.json.JsonObject;

import org.domainstats.access.AuditTrail;
import org.domainstats.access.ResourceRequest;
import org.domainstats.http.ServerResponse;
import org.domainstats.model.DomainName;
import org.domainstats.store.AuditAction;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Store;
import org.domainstats.store.triage.AnalystNotes.Note;
import org.domainstats.store.triage.Mark;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;

/** {@code PUT /v1/notes/{site}}: an analyst marks a contact and writes down why. */
final class NoteResource {

    private static final ServerResponse NO_CONTACT =
            ServerResponse.problem(404, "nobody has asked about this site");

    private static final ServerResponse ANOTHER =
            ServerResponse.problem(409, "somebody else has written a note meanwhile");

    /** Each that fails is one of another analyst that succeeded at the same moment. */
    private static final int MOST_ATTEMPTS = 64;

    private static final String EXAMPLE = "{\"mark\":\"seen\",\"note\":\"...\"}";

    private final Store store;
    private final AuditTrail audit;
    private final TableChanges changes;
    private final InstantSource clock;

    NoteResource(DashboardParts parts) {
        this.store = parts.store();
        this.audit = parts.audit();
        this.changes = parts.changes();
        this.clock = parts.clock();
    }

    ServerResponse put(ResourceRequest request) {
        DomainName site =
                DomainName.of(request.variable("site"))
                        .orElseThrow(() -> new WrongParameter("the path ends in a site"));
        @Nullable LoggedContact contact = store.contacts().findAll(List.of(site)).get(site);
        if (contact == null) {
            return NO_CONTACT;
        }
        JsonObject sent = JsonBodies.sent(request, EXAMPLE);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            @Nullable Note before = find(site);
            String textBefore = before == null ? "" : before.text();
            if (sent.getValue("replaces") instanceof String seen && !seen.equals(textBefore)) {
                return ANOTHER;
            }
            Note note = note(site, sent, before, request.identity().name());
            if (store.notes().put(note, before)) {
                mark(contact, note.mark());
                changes.revised();
                boolean sameText = note.text().equals(textBefore);
                audit.record(
                        request,
                        sameText ? AuditAction.MARKED : AuditAction.NOTE_WRITTEN,
                        site.ascii());
                return json(note);
            }
        }
        return ANOTHER;
    }

    private @Nullable Note find(DomainName site) {
        return store.notes().findAll(List.of(site)).get(site);
    }

    /** The table is another one: of two at once it shows the mark of the note that stayed. */
    private void mark(LoggedContact contact, Mark mark) {
        Mark marked = mark;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            store.triage().mark(contact.cursor(), marked);
            @Nullable Note now = find(contact.site());
            if (now == null || now.mark() == marked) {
                return;
            }
            marked = now.mark();
        }
    }

    private static ServerResponse json(Note note) {
        return JsonBodies.json(
                new JsonObject()
                        .put("site", note.site().ascii())
                        .put("mark", note.mark().word())
                        .put("note", note.text())
                        .put("note_by", note.author())
                        .put("note_at", note.at().toString()));
    }

    /** What is not sent stays as it was. */
    private Note note(DomainName site, JsonObject sent, @Nullable Note before, String author) {
        Mark mark =
                sent.getValue("mark") instanceof String word
                        ? Mark.ofWord(word)
                                .orElseThrow(
                                        () -> new WrongParameter("mark is open, seen or dismissed"))
                        : before == null ? Mark.OPEN : before.mark();
        String text =
                sent.getValue("note") instanceof String written
                        ? written.strip()
                        : before == null ? "" : before.text();
        if (text.length() > Note.LONGEST) {
            throw new WrongParameter("a note has at most " + Note.LONGEST + " characters");
        }
        if (text.chars().anyMatch(NoteResource::isControl)) {
            throw new WrongParameter("a note has no control characters but tabs and line ends");
        }
        return new Note(site, mark, text, author, clock.instant());
    }

    /** Terminals obey them, where an export is looked at in one. */
    private static boolean isControl(int c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    }
}
