package org.domainstats.app;

import org.domainstats.model.PublicSuffixList;
import org.domainstats.storesqlite.SqliteStore;

import java.util.List;
import java.util.Set;

/**
 * Loads what every answer needs on a thread of its own, while the command line is still being
 * understood: it takes about as long.
 */
final class ClassPreloader {

    private static final Set<String> ANSWERING = Set.of("serve", "lookup", "community");

    private ClassPreloader() {}

    static void take(List<String> arguments) {
        if (!arguments.isEmpty() && ANSWERING.contains(arguments.getFirst())) {
            Thread.ofPlatform().daemon().name("class-preloader").start(ClassPreloader::load);
        }
    }

    private static void load() {
        SqliteStore.loadLibrary();
        var _ = PublicSuffixList.carried();
    }
}
