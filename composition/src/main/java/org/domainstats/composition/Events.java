package org.domainstats.composition;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.domainstats.base.Deadline;
import org.domainstats.base.Stoppable;
import org.domainstats.events.EventGauges;
import org.domainstats.events.EventService;
import org.domainstats.events.EventSettings;
import org.domainstats.events.OpenOutput;
import org.domainstats.events.OutputParts;
import org.domainstats.events.OutputSpec;
import org.domainstats.events.OutputStatus;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.server.EventResources;
import org.domainstats.settings.SettingException;
import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;
import org.domainstats.store.Store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Events as the settings want them: what makes them, their outputs, pages and metrics. */
final class Events implements Stoppable {

    private static final String PREFIX = "domain.stats.";

    private final EventService service;
    private final EventResources resources;

    Events(Settings settings, Wiring wiring, Store store, LookupEngine engine) {
        service =
                new EventService(
                        new EventService.Parts(
                                store,
                                engine,
                                wiring.folder().hostnames(),
                                wiring.formats(),
                                Wiring.age(settings)),
                        settings(settings),
                        outputs(settings, wiring),
                        Wiring.clock(),
                        Wiring.random());
        resources =
                new EventResources(store.events().log(), service.notifier(), ProgramVersion.text());
    }

    private static EventSettings settings(Settings settings) {
        return new EventSettings(
                settings.duration(SettingKey.EVENT_WITHIN),
                settings.isOn(SettingKey.SLEEPERS_WITHOUT_COMMUNITY),
                settings.duration(SettingKey.EVENT_RETENTION),
                settings.number(SettingKey.OUTBOX_MAX));
    }

    private static List<OpenOutput> outputs(Settings settings, Wiring wiring) {
        OutputParts parts =
                new OutputParts(
                        wiring.vertx(), ProgramVersion.text(), Wiring.clock(), System::nanoTime);
        List<OpenOutput> outputs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int place = 0;
        for (String text : settings.list(SettingKey.EVENT_OUTPUTS)) {
            place++;
            try {
                OutputSpec spec = OutputSpec.parse(text);
                if (!names.add(spec.name())) {
                    throw new IllegalArgumentException(
                            "another one is called "
                                    + spec.name()
                                    + " too; give this one a name: #name=...");
                }
                outputs.add(OpenOutput.of(spec, parts));
            } catch (IllegalArgumentException e) {
                throw new SettingException(
                        settings.origin(SettingKey.EVENT_OUTPUTS)
                                + ": event-outputs, number "
                                + place
                                + ": "
                                + e.getMessage());
            }
        }
        return outputs;
    }

    EventResources resources() {
        return resources;
    }

    void start(MeterRegistry meters) {
        service.start();
        gauge(meters, "events.log.size", "events that are kept", each -> each.range().size());
        gauge(
                meters,
                "events.log.fill",
                "how full the log of events is; at 1 the oldest are dropped",
                EventGauges::fill);
        gauge(
                meters,
                "events.waiting",
                "first contacts that wait for their registration before their event is made",
                EventGauges::waiting);
        gauge(
                meters,
                "events.watched",
                "unregistered domains that are looked up again and again",
                EventGauges::births);
        FunctionCounter.builder(PREFIX + "events.unwatched", service, EventService::unwatched)
                .description("names that are not looked at again, as there are too many")
                .register(meters);
        for (OutputStatus output : service.outputs()) {
            show(meters, output.name());
        }
    }

    private void gauge(
            MeterRegistry meters,
            String name,
            String description,
            ToDoubleFunction<EventGauges> value) {
        Gauge.builder(PREFIX + name, service, each -> value.applyAsDouble(each.gauges()))
                .description(description)
                .register(meters);
    }

    private void show(MeterRegistry meters, String output) {
        counter(meters, output, "delivered", "events", OutputStatus::delivered);
        counter(meters, output, "failures", "deliveries that failed", OutputStatus::failures);
        counter(
                meters,
                output,
                "dropped",
                "events that were dropped because there were too many",
                OutputStatus::dropped);
        Gauge.builder(
                        PREFIX + "event.output.up",
                        service,
                        each -> status(each, output).failing() ? 0 : 1)
                .description("whether the last delivery succeeded")
                .tag("output", output)
                .register(meters);
        Gauge.builder(
                        PREFIX + "event.output.lag",
                        service,
                        each -> each.gauges().range().newest() - status(each, output).position())
                .description("events that are still to be delivered")
                .tag("output", output)
                .register(meters);
    }

    private void counter(
            MeterRegistry meters,
            String output,
            String name,
            String description,
            ToDoubleFunction<OutputStatus> value) {
        FunctionCounter.builder(
                        PREFIX + "event.output." + name,
                        service,
                        each -> value.applyAsDouble(status(each, output)))
                .description(description)
                .tag("output", output)
                .register(meters);
    }

    private static OutputStatus status(EventService service, String output) {
        return service.outputs().stream()
                .filter(each -> each.name().equals(output))
                .findAny()
                .orElseThrow();
    }

    @Override
    public void stop() {
        service.stop();
    }

    /** Ends deliveries. */
    @Override
    public void close(Deadline deadline) {
        service.close(deadline);
    }
}
