package org.domainstats.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

class ClosingStackTest {

    private final List<String> closed = new ArrayList<>();
    private final ClosingStack stack = new ClosingStack();

    @Test
    void theLastIsClosedFirstAndEachOnce() {
        stack.add(() -> closed.add("store"));
        stack.add(() -> closed.add("server"));
        stack.close();
        stack.close();

        assertThat(closed).containsExactly("server", "store");
    }

    @Test
    void whatFailsKeepsNothingOpen() {
        stack.add(() -> closed.add("store"));
        stack.add(() -> fail("client"));
        stack.add(() -> closed.add("engine"));
        stack.add(() -> fail("server"));

        assertThatThrownBy(stack::close)
                .hasMessage("server")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1))
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("client"));
        assertThat(closed).containsExactly("engine", "store");
    }

    @Test
    void whatIsReleasedOutlivesTheStack() {
        ClosingStack released;
        try (stack) {
            stack.add(() -> closed.add("store"));
            released = stack.release();
        }
        assertThat(closed).isEmpty();

        released.close();
        assertThat(closed).containsExactly("store");
    }

    @Test
    void allIsStoppedBeforeAnythingIsClosedAndHasOneDeadline() {
        Set<Deadline> deadlines = new HashSet<>();
        stack.add(() -> closed.add("store"));
        stack.add(part("events", deadlines));
        stack.add(part("inputs", deadlines));
        stack.close();

        assertThat(closed)
                .containsExactly("stop inputs", "stop events", "inputs", "events", "store");
        assertThat(deadlines).hasSize(1);
    }

    private Stoppable part(String name, Set<Deadline> deadlines) {
        return new Stoppable() {
            @Override
            public void stop() {
                closed.add("stop " + name);
            }

            @Override
            public void close(Deadline deadline) {
                closed.add(name);
                deadlines.add(deadline);
            }
        };
    }

    private static void fail(String what) {
        throw new IllegalStateException(what);
    }
}
