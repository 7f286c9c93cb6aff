package org.domainstats.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.dashboard.TableChanges.State;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class TableChangesTest {

    private final TableChanges changes = new TableChanges();

    private CompletableFuture<State> waiting() {
        State seen = changes.state();
        CompletableFuture<State> state = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        state.complete(changes.await(seen, Duration.ofMinutes(5)));
                    } catch (InterruptedException e) {
                        state.completeExceptionally(e);
                    }
                });
        return state;
    }

    @Test
    void contactsAndRevisionsWakeWhoWaits() throws Exception {
        CompletableFuture<State> first = waiting();
        changes.reached(7);
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(new State(7, 0));

        CompletableFuture<State> second = waiting();
        changes.reached(7);
        changes.revised();
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(new State(7, 1));
    }

    @Test
    void endWakesWhoWaits() throws Exception {
        CompletableFuture<State> waiting = waiting();
        changes.close();
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(new State(0, 0));
        assertThat(changes.isClosed()).isTrue();
    }
}
