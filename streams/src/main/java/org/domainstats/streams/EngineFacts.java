package org.domainstats.streams;

import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.Formats;
import org.domainstats.logformats.NameFacts;
import org.domainstats.logformats.V1Facts;
import org.domainstats.lookup.Batch;
import org.domainstats.lookup.cache.CachedAnswer;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Facts from an engine of this process. */
public final class EngineFacts implements FactSource {

    private final Supplier<Batch> batches;
    private final Formats formats;
    private final InstantSource clock;

    /**
     * @param batches the batch that the next names are part of
     */
    public EngineFacts(Supplier<Batch> batches, Formats formats, InstantSource clock) {
        this.batches = batches;
        this.formats = formats;
        this.clock = clock;
    }

    @Override
    public List<NameFacts> find(List<String> names) throws IOException {
        Instant now = clock.instant();
        List<NameFacts> facts = new ArrayList<>(names.size());
        for (CachedAnswer answer : batches.get().answer(names)) {
            facts.add(facts(answer, now));
        }
        return facts;
    }

    private NameFacts facts(CachedAnswer cached, Instant now) throws IOException {
        if (cached.rendering() instanceof Rendering made && now.isBefore(made.until)) {
            return made.facts;
        }
        NameFacts facts = V1Facts.parse(formats.line(Dialect.V1, cached.answer(), now));
        cached.keepRendering(
                new Rendering(facts, formats.validUntil(Dialect.V1, cached.answer(), now)));
        return facts;
    }

    /** The facts of a cached answer, and until when they are true. */
    private record Rendering(NameFacts facts, Instant until) {}
}
