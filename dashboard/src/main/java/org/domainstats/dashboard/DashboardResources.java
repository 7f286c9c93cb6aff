package org.domainstats.dashboard;

import org.domainstats.access.Resource;
import org.domainstats.http.ServerResponse;

import java.util.List;
import java.util.function.Supplier;

/** The pages and the API behind them. */
public final class DashboardResources {

    private DashboardResources() {}

    /** All of them. */
    public static List<Resource> of(
            DashboardParts parts,
            UiFiles files,
            Supplier<RegistriesResource.Report> registries,
            RegistrationHistory history) {
        TriageResources triage = new TriageResources(parts);
        HuntResource hunt = new HuntResource(parts.store(), parts.facts());
        LabelResources labels = new LabelResources(parts);
        AllowanceResources allowances = new AllowanceResources(parts);
        return List.of(
                Resource.of("GET", "/ui/*", files::response),
                Resource.of("GET", "/v1/triage", checked(triage::list)),
                Resource.of("GET", "/v1/triage/summary", checked(triage::summary)),
                Resource.streaming("GET", "/v1/triage/export", new ExportResource(parts)::handle),
                Resource.streaming(
                        "GET",
                        "/v1/triage/stream",
                        new TriageStreamResource(parts.changes())::handle),
                Resource.of("POST", "/v1/hunt", checked(hunt::answer))
                        .withBodyLimit(HuntResource.BODY),
                Resource.of("GET", "/v1/sites/{name}", new SiteResource(parts, history)::answer),
                Resource.of(
                        "POST",
                        "/v1/sites/{name}/registration",
                        checked(new ExplanationResource(parts, history)::ask)),
                Resource.of("PUT", "/v1/notes/{site}", checked(new NoteResource(parts)::put)),
                Resource.of("PUT", "/v1/labels/{site}/{label}", checked(labels::put)),
                Resource.of("DELETE", "/v1/labels/{site}/{label}", checked(labels::remove)),
                Resource.of("GET", "/v1/registries", new RegistriesResource(registries)::answer),
                Resource.of("GET", "/v1/allowances", allowances::list),
                Resource.of("POST", "/v1/allowances", checked(allowances::add)),
                Resource.of(
                        "DELETE", "/v1/allowances/{name}/{signal}", checked(allowances::remove)));
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
