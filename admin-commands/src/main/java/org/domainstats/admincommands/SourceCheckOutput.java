package org.domainstats.admincommands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.domainstats.model.RegistrationOutcome;
import org.domainstats.sourcecheck.CheckedDomain;
import org.domainstats.sourcecheck.CheckedDomain.Result;
import org.domainstats.sourcecheck.Comparison;
import org.domainstats.sourcecheck.RegistryResult;
import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code admin check-sources} prints. */
final class SourceCheckOutput {

    private SourceCheckOutput() {}

    /** The contradictions, then a line for each registry. */
    static void print(List<CheckedDomain> checked, List<RegistryResult> results, PrintWriter out) {
        for (CheckedDomain each : checked) {
            if (each.result() == Result.DISAGREED) {
                out.printf(
                        "%s: RDAP %s, WHOIS %s, known %s: contradicts: %s%n",
                        each.sampled().domain(),
                        word(each.outcomes().rdap()),
                        word(each.outcomes().whois()),
                        each.sampled().known() == null ? "-" : each.sampled().known(),
                        each.disagreed().stream()
                                .map(Comparison::words)
                                .collect(Collectors.joining("; ")));
            }
        }
        out.printf("%-24s %8s %10s %13s%n", "REGISTRY", "AGREED", "DISAGREED", "NOT COMPARED");
        for (RegistryResult each : results) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %8d %10d %13d%n",
                    "." + each.tld(),
                    each.agreed(),
                    each.disagreed(),
                    each.notCompared());
        }
        out.flush();
    }

    /** One domain as a JSON object. */
    static ObjectNode json(CheckedDomain checked) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("domain", checked.sampled().domain().ascii());
        node.put("result", checked.result().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        node.put("rdap", word(checked.outcomes().rdap()));
        node.put("whois", word(checked.outcomes().whois()));
        if (checked.sampled().known() != null) {
            node.put("known", checked.sampled().known().toString());
        }
        return node;
    }

    /** The date, or what is said in its place. */
    private static String word(@Nullable RegistrationOutcome outcome) {
        return switch (outcome) {
            case null -> "-";
            case RegistrationOutcome.Registered registered -> registered.effective().toString();
            case RegistrationOutcome.Undisclosed _ -> "undisclosed";
            case RegistrationOutcome.Unregistered _ -> "unregistered";
            case RegistrationOutcome.NoSource _ -> "-";
            case RegistrationOutcome.Unreachable _ -> "unreachable";
        };
    }
}
