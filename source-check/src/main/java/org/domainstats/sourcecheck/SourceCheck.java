package org.domainstats.sourcecheck;

import org.domainstats.registrations.QueryClient;
import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registrations.RegistrationRequest.Urgency;
import org.domainstats.registrations.RegistrationSource.Trace;
import org.domainstats.registry.RegistrySource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Asks RDAP and WHOIS about sampled domains, one after the other and behind every other question,
 * and compares what they say.
 */
public final class SourceCheck {

    private final RegistrySource registry;

    public SourceCheck(RegistrySource registry) {
        this.registry = registry;
    }

    /**
     * Checks a sample. Blocks for seconds a domain.
     *
     * @param each receives every domain as soon as it is checked
     * @param goOn asked before every domain; if it says no, what is checked so far is returned
     */
    public List<CheckedDomain> run(
            List<SampledDomain> sample, Consumer<CheckedDomain> each, BooleanSupplier goOn) {
        List<CheckedDomain> checked = new ArrayList<>(sample.size());
        for (SampledDomain domain : sample) {
            if (!goOn.getAsBoolean()) {
                break;
            }
            CheckedDomain one = check(domain);
            checked.add(one);
            each.accept(one);
        }
        return checked;
    }

    private CheckedDomain check(SampledDomain sampled) {
        RegistrationRequest request =
                new RegistrationRequest(sampled.domain(), Urgency.RECHECK, QueryClient.LOCAL);
        return CheckedDomain.of(sampled, registry.fetchSeparately(request, Trace.SILENT));
    }
}
