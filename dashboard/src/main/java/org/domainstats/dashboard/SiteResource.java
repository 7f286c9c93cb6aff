package org.domainstats.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.access.ResourceRequest;
import org.domainstats.http.ServerResponse;
import org.domainstats.model.DomainName;
import org.domainstats.model.NotPublic;
import org.domainstats.model.PublicName;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.OutcomeFields;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;
import org.domainstats.store.triage.AnalystLabels.AnalystLabel;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** {@code /v1/sites/{name}}: all that is stored of one name. Asks nobody. */
final class SiteResource {

    private static final int MOST_BELOW = 100;

    private final Store store;
    private final ContactFacts facts;
    private final InstantSource clock;
    private final EntryJson json;
    private final RegistrationHistory history;

    SiteResource(DashboardParts parts, RegistrationHistory history) {
        this.history = history;
        this.store = parts.store();
        this.facts = parts.facts();
        this.clock = parts.clock();
        this.json = new EntryJson(parts);
    }

    ServerResponse answer(ResourceRequest request) {
        String asked = request.variable("name");
        return switch (facts.reduce(PastedIndicators.name(asked))) {
            case NotPublic junk ->
                    JsonBodies.json(
                            new JsonObject()
                                    .put("name", asked)
                                    .put("problem", junk.reason().text()));
            case PublicName name -> JsonBodies.json(site(name));
        };
    }

    private JsonObject site(PublicName name) {
        JsonObject page =
                new JsonObject()
                        .put("name", name.host().ascii())
                        .put("site", name.site().ascii())
                        .put("domain", name.domain().ascii());
        String unicode = name.site().unicode();
        if (!unicode.equals(name.site().ascii())) {
            page.put("unicode", unicode);
        }
        @Nullable LoggedContact contact =
                store.contacts().findAll(List.of(name.site())).get(name.site());
        if (contact != null) {
            page.put("contact", json.of(facts.of(List.of(contact))).getFirst());
        }
        store.registrations()
                .find(name.domain())
                .ifPresent(found -> page.put("registration", registration(found)));
        store.retries()
                .find(name.domain())
                .ifPresent(
                        retry ->
                                page.put(
                                        "retry",
                                        new JsonObject()
                                                .put("due", retry.due().toString())
                                                .put("attempts", retry.attempts())
                                                .put("reason", retry.reason())));
        store.communityContacts()
                .find(name.site())
                .ifPresent(us -> page.put("first_us", us.firstAsked().toString()));
        page.put("allowances", allowances(name.site()));
        List<AnalystLabel> labels =
                store.labels().findAll(List.of(name.site())).getOrDefault(name.site(), List.of());
        page.put("analyst_labels", LabelResources.json(labels));
        page.put("explanation", ExplanationResource.json(history.of(name)));
        return page.put("below", new JsonArray(below(name)));
    }

    /** Those that have ended too, so that whoever asks why it was silent finds out. */
    private JsonArray allowances(DomainName site) {
        return AllowanceResources.json(
                store.events().allowances().list().stream()
                        .filter(each -> site.isWithin(each.name().ascii()))
                        .toList(),
                clock.instant());
    }

    private List<JsonObject> below(PublicName name) {
        List<JsonObject> below =
                new ArrayList<>(json.of(store.triage().below(name.domain(), MOST_BELOW)));
        below.removeIf(each -> name.site().ascii().equals(each.getString("site")));
        return below;
    }

    private static JsonObject registration(StoredRegistration stored) {
        OutcomeFields fields = OutcomeFields.of(stored.outcome());
        JsonObject json = new JsonObject().put("outcome", fields.outcome());
        put(json, "registered", fields.registered());
        put(json, "again", fields.again());
        put(json, "precision", fields.precision());
        put(json, "until", fields.until());
        put(json, "source", fields.source());
        put(json, "reason", fields.reason());
        return json.put("checked", stored.checked().toString())
                .put("check_again", stored.checkAgain().toString());
    }

    private static void put(JsonObject json, String key, @Nullable Object value) {
        if (value != null) {
            json.put(key, value.toString());
        }
    }
}
