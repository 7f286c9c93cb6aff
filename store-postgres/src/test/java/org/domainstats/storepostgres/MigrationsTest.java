package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

class MigrationsTest {

    /** One that is not named in the class is never applied. */
    @Test
    void eachFileIsAMigration() throws IOException, URISyntaxException {
        Path first =
                Path.of(
                        Objects.requireNonNull(Migrations.class.getResource("V1__store.sql"))
                                .toURI());

        try (Stream<Path> files = Files.list(first.resolveSibling("."))) {
            assertThat(files.filter(each -> each.toString().endsWith(".sql")).count())
                    .isEqualTo(Migrations.newest());
        }
    }
}
