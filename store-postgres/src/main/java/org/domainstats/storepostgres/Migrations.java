package org.domainstats.storepostgres;

import org.domainstats.base.ResourceFile;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The migrations that come with the program, by name: a scan of the class path finds none in jars
 * that were written without folders.
 */
final class Migrations implements ResourceProvider {

    /** In order. */
    private static final List<String> NAMES =
            List.of(
                    "V1__store.sql",
                    "V2__access.sql",
                    "V3__events.sql",
                    "V4__inputs.sql",
                    "V5__journals.sql",
                    "V6__triage.sql",
                    "V7__turns.sql",
                    "V8__allowances.sql",
                    "V9__triage_days.sql",
                    "V10__clients_by_number.sql",
                    "V11__hints.sql",
                    "V12__labels.sql",
                    "V13__triage_ages.sql",
                    "V14__forgotten.sql",
                    "V15__triage_sorts.sql",
                    "V16__triage_sites.sql",
                    "V17__counted.sql");

    /** The newest version of the tables. */
    static int newest() {
        return NAMES.size();
    }

    /** The SQL of all migrations, in order. */
    static String sql() {
        return String.join("\n", NAMES.stream().map(Migrations::text).toList());
    }

    private static String text(String name) {
        return ResourceFile.text(Migrations.class, name);
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return NAMES.contains(name) ? new Migration(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return NAMES.stream()
                .filter(name -> name.startsWith(prefix))
                .filter(name -> Arrays.stream(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(Migration::new)
                .toList();
    }

    /** One file of SQL. */
    private static final class Migration extends LoadableResource {

        private final String name;

        Migration(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            return new StringReader(text(name));
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
