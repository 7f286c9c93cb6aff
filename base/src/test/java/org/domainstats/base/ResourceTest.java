package org.domainstats.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** Files that come with the program. */
class ResourceTest {

    @Test
    void linesLeaveOutBlankOnesAndRemarks() {
        assertThat(Resource.lines(ResourceTest.class, "resource-lines.txt"))
                .containsExactly("first", "zweite Zeile ä # no remark");
    }

    @Test
    void missingFileIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Resource.text(ResourceTest.class, "absent.txt"))
                .withMessageContaining("absent.txt");
    }
}
