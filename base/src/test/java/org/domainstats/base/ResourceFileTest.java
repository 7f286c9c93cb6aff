package org.domainstats.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** Files that come with the program. */
class ResourceFileTest {

    @Test
    void linesLeaveOutBlankOnesAndRemarks() {
        assertThat(ResourceFile.lines(ResourceFileTest.class, "resource-lines.txt"))
                .containsExactly("first", "zweite Zeile ä # no remark");
    }

    @Test
    void missingFileIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ResourceFile.text(ResourceFileTest.class, "absent.txt"))
                .withMessageContaining("absent.txt");
    }
}
