package org.domainstats.dashboard;

import org.domainstats.access.AuditTrail;
import org.domainstats.access.Resource;
import org.domainstats.http.ServerResponse;
import org.domainstats.store.Store;

import java.time.InstantSource;
import java.util.List;

/** The pages and the API behind them. */
public final class DashboardResources {

    private DashboardResources() {}

    /** All of them. */
    public static List<Resource> of(
            Store store, ContactFacts facts, UiFiles files, AuditTrail audit, InstantSource clock) {
        TriagePages triage = new TriagePages(store, clock);
        HuntPage hunt = new HuntPage(store, facts);
        return List.of(
                Resource.of("GET", "/ui/*", files::response),
                Resource.of("GET", "/v1/triage", checked(triage::list)),
                Resource.of("GET", "/v1/triage/summary", checked(triage::summary)),
                Resource.streaming(
                        "GET", "/v1/triage/export", new ExportPage(store, audit, clock)::handle),
                Resource.of("POST", "/v1/hunt", checked(hunt::answer)).withBodyLimit(HuntPage.BODY),
                Resource.of("GET", "/v1/sites/{name}", new SitePage(store, facts)::answer),
                Resource.of(
                        "PUT",
                        "/v1/notes/{site}",
                        checked(new NotePage(store, audit, clock)::put)));
    }

    /** Tells a client what is wrong with its parameters. */
    private static Resource.Answer checked(Resource.Answer answer) {
        return request -> {
            try {
                return answer.to(request);
            } catch (WrongParameter e) {
                return ServerResponse.problem(400, String.valueOf(e.getMessage()));
            }
        };
    }
}
