package org.domainstats.events;

import org.domainstats.answerformats.Formats;
import org.domainstats.base.Deadline;
import org.domainstats.base.LimitedLog;
import org.domainstats.base.ScheduledTasks;
import org.domainstats.base.Stoppable;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.lookup.SiteReport;
import org.domainstats.model.Age;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicName;
import org.domainstats.store.ContactClients.AskedBy;
import org.domainstats.store.Store;
import org.domainstats.store.StoreException;
import org.domainstats.store.events.EventLog.LoggedEvent;
import org.domainstats.store.events.EventLog.Range;
import org.domainstats.store.events.EventOutputs.Position;
import org.domainstats.store.events.EventStore;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Makes events and delivers them, from start to stop. Of several processes on one store one does
 * so; when it ends, another takes over.
 */
public final class EventService implements Stoppable {

    private static final Duration ROUND = Duration.ofMillis(250);

    /** After its work it rests so many times as long: a flood of names is first answered. */
    private static final int PAUSE_FACTOR = 8;

    private static final Duration TRIM = Duration.ofSeconds(5);

    /** Long enough for a slow disk, short enough after a crash. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    private static final Duration RENEWAL = Duration.ofSeconds(5);

    /** When the log is this full, a warning is logged, while there is time. */
    private static final double ALARM = 0.8;

    private static final int TRIM_PART = 1_000;

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(EventService.class));
    private final ScheduledTasks tasks = new ScheduledTasks("events");
    private final EventStore events;
    private final EventMaker maker;
    private final EventSettings settings;
    private final InstantSource clock;
    private final String holder;
    private final AllowList allowList;
    private final EventNotifier notifier = new EventNotifier();
    private final List<EventDelivery> runners;
    private volatile boolean leader;
    private volatile Instant renewAt = Instant.MIN;
    private volatile EventGauges gauges = EventGauges.NONE;

    /** What a server has that events are made from. */
    public record Parts(
            Store store, LookupEngine engine, Hostnames hostnames, Formats formats, Age age) {}

    /**
     * @param outputs in the order of the settings; opened already
     */
    public EventService(
            Parts parts,
            EventSettings settings,
            List<OpenOutput> outputs,
            InstantSource clock,
            RandomGenerator random) {
        this.events = parts.store().events();
        this.settings = settings;
        this.clock = clock;
        this.holder = EventIds.next(clock.instant(), random);
        this.allowList = new AllowList(events.allowances());
        EventBody body = new EventBody(parts.formats(), parts.age(), settings, allowList, random);
        this.maker =
                new EventMaker(
                        parts.store(), factSource(parts), new EventRules(body, settings), clock);
        EventDelivery.Pacing pacing = new EventDelivery.Pacing(() -> leader, notifier, random);
        this.runners =
                outputs.stream()
                        .map(
                                each ->
                                        new EventDelivery(
                                                each.spec(),
                                                each.output(),
                                                events,
                                                pacing,
                                                each.version()))
                        .toList();
    }

    private static EventMaker.FactSource factSource(Parts parts) {
        return new EventMaker.FactSource() {
            @Override
            public Hostnames hostnames() {
                return parts.hostnames();
            }

            @Override
            public List<SiteReport> report(List<PublicName> names) {
                return parts.engine().reports().read(names);
            }

            @Override
            public Map<DomainName, AskedBy> askedBy(List<DomainName> sites) {
                return parts.engine().askedBy(sites);
            }

            @Override
            public void recheck(DomainName domain) {
                parts.engine().recheck(domain);
            }
        };
    }

    /** Starts to make events and to deliver them. */
    public void start() {
        runners.forEach(EventDelivery::register);
        runners.forEach(EventDelivery::start);
        tasks.repeat(ROUND, "make events", this::timedRound, ROUND);
        tasks.every(TRIM, "remove old events", this::trim);
    }

    /** Raised when there are new events. */
    public EventNotifier notifier() {
        return notifier;
    }

    public List<OutputStatus> outputs() {
        Map<String, Position> positions = gauges.positions();
        return runners.stream().map(each -> OutputStatus.of(each, positions)).toList();
    }

    /** As of the last seconds. */
    public EventGauges gauges() {
        return gauges;
    }

    /** Names that are not watched, because there are too many. */
    public long unwatched() {
        return maker.unwatched();
    }

    /** Returns the time until the next round. */
    private Duration timedRound() {
        long begun = System.nanoTime();
        round();
        Duration rest = Duration.ofNanos(PAUSE_FACTOR * (System.nanoTime() - begun));
        return rest.compareTo(ROUND) > 0 ? rest : ROUND;
    }

    void round() {
        renewLease();
        allowList.refresh(clock.instant());
        if (leader && maker.run()) {
            notifier.notifyReaders();
        }
    }

    private void renewLease() {
        Instant now = clock.instant();
        if (leader && now.isBefore(renewAt) && now.isAfter(renewAt.minus(LEASE))) {
            return;
        }
        leader = events.outputs().hold(holder, LEASE);
        renewAt = now.plus(RENEWAL);
    }

    /** Removes what every output has and is old, and the oldest where there are too many. */
    void trim() {
        Range range = events.log().range();
        gauges =
                new EventGauges(
                        range,
                        settings.most(),
                        events.outputs().positions(),
                        maker.counts().facts(),
                        maker.counts().births());
        if (!leader) {
            return;
        }
        if (range.size() > settings.most() * ALARM) {
            log.warn(
                    "outbox",
                    null,
                    "{} events are kept, of {} that outbox-max allows; see whether an output is"
                            + " down",
                    range.size(),
                    settings.most());
        }
        long surplus = range.newest() - settings.most();
        if (surplus >= range.oldest()) {
            log.error("dropped", null, "events up to number {} are dropped: outbox-max", surplus);
            events.log().removeUpTo(surplus);
        }
        removeOld();
    }

    private void removeOld() {
        Instant before = clock.instant().minus(settings.retention());
        long delivered = delivered();
        long last = -1;
        int limit = 1;
        // Mostly the oldest one shows that there is nothing to do.
        for (LoggedEvent event : events.log().after(0, limit)) {
            limit = event.event().at().isBefore(before) ? TRIM_PART : 0;
        }
        for (LoggedEvent event : events.log().after(0, limit)) {
            if (event.event().at().isBefore(before) && event.number() <= delivered) {
                last = event.number();
            }
        }
        if (last >= 0) {
            events.log().removeUpTo(last);
        }
    }

    /** Up to which number every output of the settings has all events. */
    private long delivered() {
        Map<String, Position> positions = events.outputs().positions();
        return runners.stream()
                .mapToLong(
                        each ->
                                positions.containsKey(each.name())
                                        ? positions.get(each.name()).delivered()
                                        : 0)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public void stop() {
        tasks.stop();
        runners.forEach(EventDelivery::stop);
    }

    /** Ends deliveries, and lets another process take over at once. */
    @Override
    public void close(Deadline deadline) {
        tasks.close(deadline);
        Stoppable.closeAll(runners, deadline);
        if (leader) {
            try {
                events.outputs().release(holder);
            } catch (StoreException e) {
                log.warn("release", e, "another server may deliver events only {} from now", LEASE);
            }
        }
    }
}
