package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.storepostgres.RecordStatement.Numbers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.util.List;
import java.util.Map;

/** What the numbers of a group tell about groups of others. */
final class RecordStatementTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @Test
    void numbersFollowThoseOfTheGroupBeforeUnlessOthersRecorded() throws Exception {
        try (Connection own = connect();
                Connection other = connect()) {
            assertThat(numbers(own, Map.of("a.example", 1L, "b.example", 1L), 11))
                    .isEqualTo(new Numbers(0, 2));
            assertThat(numbers(own, Map.of("c.example", 1L, "a.example", 1L), 12))
                    .isEqualTo(new Numbers(2, 3));
            assertThat(numbers(own, Map.of("a.example", 1L), 13)).isNull();
            assertThat(numbers(other, Map.of("d.example", 1L), 14)).isEqualTo(new Numbers(3, 4));
            assertThat(numbers(own, Map.of("e.example", 1L), 15)).isEqualTo(new Numbers(4, 5));
        }
    }

    private static Connection connect() throws Exception {
        return TestDatabase.server().connect(DATABASE.address().database());
    }

    private static @Nullable Numbers numbers(
            Connection connection, Map<String, Long> asked, long claim) throws Exception {
        return ContactRows.record(connection, asked, claim, List.of(), false).numbers();
    }
}
