package org.domainstats.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.domainstats.model.Insights;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.ContactClients.AskedBy;
import org.domainstats.store.Store;
import org.domainstats.store.triage.AnalystNotes.Note;
import org.domainstats.store.triage.Mark;
import org.domainstats.store.triage.TriageEntry;
import org.domainstats.store.triage.TriageFacts;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Entries of the triage table with what belongs to their sites, as JSON without nulls. */
final class EntryJson {

    private final Store store;
    private final ContactFacts facts;

    EntryJson(DashboardParts parts) {
        this.store = parts.store();
        this.facts = parts.facts();
    }

    /** The entries of a page, in their order. Blocks. */
    List<JsonObject> of(List<TriageEntry> entries) {
        List<DomainName> sites = entries.stream().map(each -> each.contact().site()).toList();
        Map<DomainName, Note> notes = store.notes().findAll(sites);
        Map<DomainName, AskedBy> clients = store.clients().of(sites);
        Map<DomainName, CommunityContact> community = store.communityContacts().findAll(sites);
        Map<DomainName, Hint> hints =
                facts.hints(entries.stream().map(TriageEntry::domain).distinct().toList());
        return entries.stream()
                .map(
                        entry -> {
                            DomainName site = entry.contact().site();
                            JsonObject json = json(entry);
                            put(json, notes.get(site));
                            put(json, clients.get(site));
                            Insights insights =
                                    facts.insights(
                                            site,
                                            entry.facts().rank() != null,
                                            hints.get(entry.domain()));
                            putScores(json, entry.facts(), insights);
                            putLabels(json, community.get(site), insights.labels());
                            return json;
                        })
                .toList();
    }

    private static JsonObject json(TriageEntry entry) {
        TriageFacts facts = entry.facts();
        JsonObject json =
                new JsonObject()
                        .put("cursor", entry.cursor())
                        .put("site", entry.contact().site().ascii());
        if (!entry.domain().equals(entry.contact().site())) {
            json.put("domain", entry.domain().ascii());
        }
        json.put("first_you", entry.contact().firstAsked().toString())
                .put("last_asked", entry.contact().lastAsked().toString())
                .put("times", entry.contact().times())
                .put("age", facts.age().word())
                .put("young", facts.young())
                .put("status", facts.status())
                .put("for_us", facts.forUs())
                .put("sleeper", facts.isSleeper())
                .put("mark", entry.mark().word());
        putIfKnown(json, "registered", facts.registered());
        putIfKnown(json, "first_us", facts.firstUs());
        if (facts.rank() != null) {
            json.put("rank", facts.rank());
        }
        if (facts.score() != null) {
            json.put("score", facts.score());
        }
        return json;
    }

    private static void putIfKnown(JsonObject json, String key, @Nullable Object value) {
        if (value != null) {
            json.put(key, value.toString());
        }
    }

    private static void put(JsonObject json, @Nullable Note note) {
        if (note != null && (!note.text().isEmpty() || note.mark() != Mark.OPEN)) {
            json.put("note", note.text())
                    .put("note_by", note.author())
                    .put("note_at", note.at().toString());
        }
    }

    private static void put(JsonObject json, @Nullable AskedBy by) {
        if (by != null) {
            json.put("asked_by", by.first()).put("clients", by.clients());
        }
    }

    /**
     * What the score is made of, as found now, under the names that answers have for it; the score
     * itself stays what it was.
     */
    private static void putScores(JsonObject json, TriageFacts facts, Insights insights) {
        if (facts.score() != null) {
            ContactScore now = ContactScore.of(insights, facts.young(), facts.rank() != null);
            json.put("score_reasons", new JsonArray(now.reasons()));
        }
        if (insights.randomness() != null) {
            json.put("randomness", insights.randomness());
        }
        if (insights.lookalike() != null) {
            json.put("lookalike_of", insights.lookalike().of())
                    .put("lookalike_why", insights.lookalike().why());
        }
    }

    /** Those of analysts and of lists of ours first. */
    private static void putLabels(
            JsonObject json, @Nullable CommunityContact community, List<String> ours) {
        Set<String> labels = new LinkedHashSet<>(ours);
        if (community != null) {
            labels.addAll(community.labels());
        }
        if (!labels.isEmpty()) {
            json.put("labels", new JsonArray(List.copyOf(labels)));
        }
    }
}
