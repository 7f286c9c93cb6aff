package org.domainstats.events;

import org.domainstats.base.Durations;
import org.domainstats.events.EventBody.Subject;
import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.store.events.EventLog.NewEvent;
import org.domainstats.store.events.EventSources.Awaited;
import org.domainstats.store.events.EventSources.Watch;
import org.domainstats.store.events.RegistrationChange;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decides which events there are and which names are looked at again. Reads and writes nothing. */
final class EventRules {

    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

    private static final Duration FIRST_LOOK_FOR_AGE = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOOK_FOR_AGE = Duration.ofHours(6);

    /** A registry that has said nothing for so long will say nothing. */
    private static final Duration AGE_AWAITED = Duration.ofDays(30);

    private static final Duration FIRST_RECHECK = Duration.ofHours(1);
    private static final Duration LONGEST_RECHECK = Duration.ofDays(7);
    private static final Duration BIRTH_AWAITED = Duration.ofDays(90);

    private final EventBody body;
    private final EventSettings settings;

    /** What a step is made of, as it grows. */
    static final class Draft {

        final List<NewEvent> events = new ArrayList<>();
        final List<Watch> watches = new ArrayList<>();
        final List<Watch> ended = new ArrayList<>();
        final List<DomainName> rechecks = new ArrayList<>();
        final Map<DomainName, Registered> learned = new LinkedHashMap<>();
        private WatchCounts counts;
        private int unwatched;

        /**
         * @param counts of what is watched already
         */
        Draft(WatchCounts counts) {
            this.counts = counts;
        }

        /** How many names there was no room to watch for. */
        int unwatched() {
            return unwatched;
        }

        WatchCounts counts() {
            return counts;
        }

        /** Watches a name, if there is room. */
        private void watch(Watch watch) {
            if (counts.hasRoom(watch.awaited())) {
                counts = counts.with(watch.awaited());
                watches.add(watch);
            } else {
                unwatched++;
            }
        }
    }

    EventRules(EventBody body, EventSettings settings) {
        this.body = body;
        this.settings = settings;
    }

    /** A first contact: reported now if all is known that may be, looked at again otherwise. */
    void firstContact(Subject subject, Instant now, Draft draft) {
        Instant deadline = now.plus(settings.within());
        WatchCounts counts = draft.counts();
        if (isIncomplete(subject) && now.isBefore(deadline) && counts.hasRoom(Awaited.FACTS)) {
            Instant due =
                    counts.isNearlyFull() ? deadline : earlier(now.plus(FIRST_LOOK), deadline);
            draft.watch(watch(subject, Awaited.FACTS, now, due));
        } else {
            emit(subject, now, draft);
        }
    }

    /** A watch that has come up; what is known of its name by now. */
    void look(Watch watch, Subject subject, Instant now, Draft draft) {
        switch (watch.awaited()) {
            case FACTS -> lookForFacts(watch, subject, now, draft);
            case AGE -> lookForAge(watch, subject, now, draft);
            case BIRTH -> lookForBirth(watch, subject, now, draft);
        }
    }

    private void lookForFacts(Watch watch, Subject subject, Instant now, Draft draft) {
        Instant deadline = watch.since().plus(settings.within());
        if (isIncomplete(subject) && now.isBefore(deadline)) {
            Duration pause = Durations.doubled(FIRST_LOOK, watch.looks(), LONGEST_LOOK);
            Instant due =
                    draft.counts().isNearlyFull() ? deadline : earlier(now.plus(pause), deadline);
            again(watch, due, draft);
        } else {
            draft.ended.add(watch);
            emit(subject, now, draft);
        }
    }

    private void lookForAge(Watch watch, Subject subject, Instant now, Draft draft) {
        if (!subject.report().registrationAwaited()) {
            draft.ended.add(watch);
            draft.events.add(body.make(EventKind.AGE_KNOWN, subject, now));
            follow(subject, now, draft);
        } else if (now.isAfter(watch.since().plus(AGE_AWAITED))) {
            draft.ended.add(watch);
        } else {
            again(
                    watch,
                    now.plus(
                            Durations.doubled(
                                    FIRST_LOOK_FOR_AGE, watch.looks(), LONGEST_LOOK_FOR_AGE)),
                    draft);
        }
    }

    /**
     * Its event is made once its stored registration changes. Here it only comes to that: by the
     * feed or a list, which cost no question, or else by the registry.
     */
    private static void lookForBirth(Watch watch, Subject subject, Instant now, Draft draft) {
        if (now.isAfter(watch.since().plus(BIRTH_AWAITED))) {
            draft.ended.add(watch);
        } else {
            if (subject.report().answer().facts().registration() instanceof Registered known
                    && (known.source() == Source.FEED || known.source() == Source.HINT)) {
                draft.learned.put(watch.name(), known);
            } else {
                draft.rechecks.add(watch.name());
            }
            again(
                    watch,
                    now.plus(Durations.doubled(FIRST_RECHECK, watch.looks() + 1, LONGEST_RECHECK)),
                    draft);
        }
    }

    /**
     * A change of a registration.
     *
     * @param watch that on the birth of the domain; null if there is none
     */
    void changed(
            RegistrationChange change,
            @Nullable Watch watch,
            Subject subject,
            Instant now,
            Draft draft) {
        if (watch != null) {
            draft.ended.add(watch);
        }
        switch (change.kind()) {
            case BORN -> born(watch, subject, now, draft);
            case REREGISTERED ->
                    draft.events.add(
                            body.make(EventKind.REREGISTERED, with(subject, change.former()), now));
            case DROPPED -> {
                @Nullable Instant former = change.former();
                draft.watch(
                        new Watch(
                                change.domain(),
                                Awaited.BIRTH,
                                now,
                                now.plus(FIRST_RECHECK),
                                0,
                                former == null ? "registered before" : former.toString()));
            }
        }
    }

    /**
     * One that was registered before is registered anew; of one nobody asked about nobody hears.
     */
    private void born(@Nullable Watch watch, Subject subject, Instant now, Draft draft) {
        if (watch != null && !watch.note().isEmpty()) {
            Subject again = with(subject, noted(watch));
            draft.events.add(body.make(EventKind.REREGISTERED, again, now));
        } else if (watch != null || subject.firstAsked() != null) {
            draft.events.add(body.make(EventKind.BORN_AFTER_ASKED, subject, now));
        }
    }

    private static Subject with(Subject subject, @Nullable Instant former) {
        return new Subject(subject.report(), subject.firstAsked(), subject.askedBy(), former);
    }

    /** The instant in the note of a watch; null if there is none in it. */
    static @Nullable Instant noted(Watch watch) {
        try {
            return Instant.parse(watch.note());
        } catch (DateTimeParseException noDate) {
            // It was registered, and its registry gave no date.
            return null;
        }
    }

    private void emit(Subject subject, Instant now, Draft draft) {
        draft.events.add(body.make(EventKind.FIRST_CONTACT, subject, now));
        if (subject.report().registrationAwaited()) {
            Instant due = now.plus(FIRST_LOOK_FOR_AGE);
            draft.watch(watch(subject, Awaited.AGE, now, due));
        } else {
            follow(subject, now, draft);
        }
    }

    /** What follows once the registration is known. */
    private void follow(Subject subject, Instant now, Draft draft) {
        if (body.isSleeper(subject, now)) {
            draft.events.add(body.make(EventKind.SLEEPER, subject, now));
        }
        if (subject.report().answer().facts().registration() instanceof Unregistered) {
            draft.watch(
                    new Watch(
                            subject.name().domain(),
                            Awaited.BIRTH,
                            now,
                            now.plus(FIRST_RECHECK),
                            0,
                            ""));
        }
    }

    private static boolean isIncomplete(Subject subject) {
        return subject.report().registrationAwaited() || subject.report().communityAwaited();
    }

    private static Watch watch(Subject subject, Awaited awaited, Instant since, Instant due) {
        @Nullable Instant firstAsked = subject.firstAsked();
        String note = firstAsked == null ? "" : firstAsked.toString();
        return new Watch(subject.name().site(), awaited, since, due, 0, note);
    }

    private static void again(Watch watch, Instant due, Draft draft) {
        draft.watches.add(
                new Watch(
                        watch.name(),
                        watch.awaited(),
                        watch.since(),
                        due,
                        watch.looks() + 1,
                        watch.note()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
