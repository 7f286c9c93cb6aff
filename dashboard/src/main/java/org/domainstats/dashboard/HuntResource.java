package org.domainstats.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.access.ResourceRequest;
import org.domainstats.http.ServerResponse;
import org.domainstats.model.DomainName;
import org.domainstats.model.NotPublic;
import org.domainstats.model.PublicName;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Store;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code POST /v1/hunt}: which of many indicators were ever asked about, when first and last. */
final class HuntResource {

    static final int MOST = 10_000;

    /** With room for long URLs. */
    static final int BODY = 4 * 1_024 * 1_024;

    private final Store store;
    private final ContactFacts facts;

    HuntResource(Store store, ContactFacts facts) {
        this.store = store;
        this.facts = facts;
    }

    /** An indicator with what it means. */
    private record Hunted(String indicator, @Nullable DomainName site, String problem) {}

    ServerResponse answer(ResourceRequest request) {
        PastedIndicators.Found read = PastedIndicators.indicators(request.text(), MOST + 1);
        List<String> indicators = read.indicators();
        if (indicators.isEmpty()) {
            throw new WrongParameter(
                    "no name, URL or mail address is in it; they have spaces, commas or lines"
                            + " between them");
        }
        if (indicators.size() > MOST) {
            throw new WrongParameter(
                    "these are more than 10,000 indicators: send them in parts of as many");
        }
        List<Hunted> hunted = indicators.stream().map(this::hunted).toList();
        List<DomainName> sites =
                hunted.stream().map(Hunted::site).filter(Objects::nonNull).distinct().toList();
        return JsonBodies.json(
                answer(hunted, store.contacts().findAll(sites)).put("words", read.words()));
    }

    private Hunted hunted(String indicator) {
        return switch (facts.reduce(PastedIndicators.name(indicator))) {
            case PublicName name -> new Hunted(indicator, name.site(), "");
            case NotPublic junk -> new Hunted(indicator, null, junk.reason().text());
        };
    }

    private static JsonObject answer(List<Hunted> hunted, Map<DomainName, LoggedContact> contacts) {
        List<JsonObject> entries = new ArrayList<>(hunted.size());
        int found = 0;
        for (Hunted each : hunted) {
            JsonObject entry = new JsonObject().put("indicator", each.indicator());
            entries.add(entry);
            if (each.site() == null) {
                entry.put("problem", each.problem());
                continue;
            }
            entry.put("site", each.site().ascii());
            @Nullable LoggedContact contact = contacts.get(each.site());
            if (contact != null) {
                found++;
                entry.put("first_you", contact.firstAsked().toString())
                        .put("last_asked", contact.lastAsked().toString())
                        .put("times", contact.times());
            }
        }
        return new JsonObject()
                .put("indicators", hunted.size())
                .put("found", found)
                .put("entries", new JsonArray(entries));
    }
}
