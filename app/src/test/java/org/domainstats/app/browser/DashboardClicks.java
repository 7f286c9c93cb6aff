package org.domainstats.app.browser;

import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Clicks on the pages of a server, in a tab that is signed in: how long it takes from each until
 * the rows that it leads to are painted.
 */
final class DashboardClicks {

    /**
     * Ends with the milliseconds from the click until the frame with the first new row is drawn.
     */
    private static final String TIMED =
            """
            new Promise((resolve, reject) => {
              for (const old of document.querySelectorAll('tbody tr, .tile')) old.dataset.old = '1';
              const drawn = () => {
                const after = new MessageChannel();
                after.port1.onmessage = () => resolve(performance.now() - begun);
                requestAnimationFrame(() => after.port2.postMessage(0));
              };
              const watch = new MutationObserver(() => {
                if (!document.querySelector(SHOWN)) return;
                watch.disconnect();
                drawn();
              });
              watch.observe(document.getElementById('main'), { childList: true, subtree: true });
              setTimeout(() => reject(new Error('nothing came')), 60000);
              const begun = performance.now();
              CLICK;
            })
            """;

    /** The cold round, and the next: what each click read, those after it have had forgotten. */
    private static final int UNCOUNTED = 2;

    private static final String ROW = "'tbody tr:not([data-old])'";

    /**
     * A click.
     *
     * @param from the page that it is on
     * @param script that does it
     * @param shown what is new on the page once it is done
     */
    private record Click(String name, String from, String script, String shown) {}

    /** Makes the server's files be read from the disk again. */
    interface Forgetting {
        void run() throws IOException, InterruptedException;
    }

    private final ServerProcess server;
    private final ChromiumTab tab;
    private final Forgetting forgetting;
    private final Map<Click, List<Double>> times = new LinkedHashMap<>();
    private final Map<Click, ServerCost> costs = new LinkedHashMap<>();

    DashboardClicks(ServerProcess server, ChromiumTab tab, Forgetting forgetting) {
        this.server = server;
        this.tab = tab;
        this.forgetting = forgetting;
    }

    /** Each click once with nothing in memory, and then so many times. */
    void measure(int rounds) throws IOException, InterruptedException {
        List<Click> clicks = clicks().toList();
        for (int i = 0; i < rounds + UNCOUNTED; i++) {
            for (Click click : clicks) {
                open(click.from());
                if (i == 0) {
                    forgetting.run();
                }
                ServerCost before = ServerCost.of(server);
                Number millis =
                        (Number)
                                tab.evaluate(
                                        TIMED.replace("SHOWN", click.shown())
                                                .replace("CLICK", click.script()));
                times.computeIfAbsent(click, _ -> new ArrayList<>()).add(millis.doubleValue());
                costs.put(click, ServerCost.of(server).since(before));
            }
        }
    }

    /** As somebody who has been there for a while: without loading the files of the pages again. */
    private void open(String page) {
        tab.evaluate(
                "document.getElementById('main').replaceChildren();"
                        + "history.pushState(null, '', '"
                        + page
                        + "'); dispatchEvent(new PopStateEvent('popstate'))");
        tab.await("document.querySelectorAll('tbody tr').length > 5");
    }

    private static Stream<Click> clicks() {
        Stream.Builder<Click> clicks = Stream.builder();
        String all = "/ui/triage?view=all&marks=any";
        for (String view : List.of("young", "sleeper", "for-us", "age-unknown", "ranked")) {
            clicks.add(new Click("view " + view, all, chosen("view", view), ROW));
        }
        for (String age : List.of("under-1d", "1-7d", "over-2y")) {
            clicks.add(new Click("age " + age, all, chosen("age", age), ROW));
        }
        for (String marks : List.of("not-dismissed", "open", "seen", "dismissed")) {
            clicks.add(new Click("decision " + marks, all, chosen("marks", marks), ROW));
        }
        String newest = "/ui/triage?marks=any&view=";
        for (String head : List.of("Domain", "Age", "Rank", "Score", "Last asked", "Count")) {
            clicks.add(new Click("all by " + head, newest + "all", sorted(head), ROW));
        }
        for (String view : List.of("young", "for-us&age=1-7d", "sleeper", "ranked")) {
            for (String head : List.of("Domain", "Rank", "Count")) {
                clicks.add(new Click(view + " by " + head, newest + view, sorted(head), ROW));
            }
        }
        clicks.add(new Click("half a year ago", all, chosen("to", "2026-06-01"), ROW));
        clicks.add(
                new Click(
                        "names with a9",
                        all,
                        "document.querySelector('input[name=contains]').value = 'a9';"
                                + "document.querySelector('form.filters button').click()",
                        ROW));
        clicks.add(new Click("more", all, "document.querySelector('.more button').click()", ROW));
        clicks.add(
                new Click(
                        "a name",
                        all,
                        "document.querySelector('td.name a').click()",
                        "'textarea'"));
        for (int period = 1; period < 5; period++) {
            String script = "document.querySelectorAll('.segments button')[" + period + "].click()";
            clicks.add(new Click("period " + period, "/ui/", script, "'.tile:not([data-old])'"));
        }
        for (int tile = 0; tile < 6; tile += 2) {
            String script = "document.querySelectorAll('a.tile')[" + tile + "].click()";
            clicks.add(new Click("tile " + tile, "/ui/?period=1+y", script, ROW));
        }
        return clicks.build();
    }

    private static String sorted(String head) {
        return "[...document.querySelectorAll('thead button')].find(b => b.textContent"
                + ".startsWith('"
                + head
                + "')).click()";
    }

    private static String chosen(String name, String value) {
        return "const chosen = document.querySelector('form.filters [name=%s]');".formatted(name)
                + "chosen.value = '%s'; chosen.dispatchEvent(new Event('change'))".formatted(value);
    }

    /** A line for each click, those that took longest first. */
    String report() {
        StringBuilder report =
                new StringBuilder("from the click until the rows are painted, ms:\n");
        times.entrySet().stream()
                .sorted(Comparator.comparingDouble(each -> -warm(each.getValue()).getLast()))
                .forEach(
                        each -> {
                            List<Double> warm = warm(each.getValue());
                            report.append(
                                    "  %-26s median %4.0f, worst %4.0f, cold %5.0f; last: %s%n"
                                            .formatted(
                                                    each.getKey().name(),
                                                    warm.get(warm.size() / 2),
                                                    warm.getLast(),
                                                    each.getValue().getFirst(),
                                                    costs.get(each.getKey())));
                        });
        return report.toString();
    }

    private static List<Double> warm(List<Double> all) {
        return all.stream().skip(UNCOUNTED).sorted().toList();
    }
}
