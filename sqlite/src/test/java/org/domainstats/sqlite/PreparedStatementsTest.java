package org.domainstats.sqlite;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

final class PreparedStatementsTest {

    @TempDir Path folder;

    @Test
    void aConnectionWhoseFirstStatementsFailIsClosed() {
        SqliteFile file = SqliteFile.durable(folder.resolve("some.db"));
        assertThatThrownBy(
                        () ->
                                PreparedStatements.open(
                                        file,
                                        List.of("CREATE TABLE numbers (number)", "no statement")))
                .isInstanceOf(SQLException.class);
        assertThatCode(file::requireUnused).doesNotThrowAnyException();
    }
}
