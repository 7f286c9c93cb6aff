package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ProgramCommand;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A signal that is quicker than the first line of the program. */
class EarlyStopTest {

    private static final int STOPPED = 143;

    @Test
    void programThatBeginsWhileItsProcessEndsSaysNothing() throws Exception {
        CommandResult run = ProgramCommand.java(LateProgram.class.getName()).run();

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEmpty();
        assertThat(run.exit()).isEqualTo(STOPPED);
    }

    /** Ends as by a signal, and runs the program meanwhile. */
    static final class LateProgram {

        private LateProgram() {}

        public static void main(String[] arguments) throws InterruptedException {
            CountDownLatch ending = new CountDownLatch(1);
            Thread main = Thread.currentThread();
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().unstarted(() -> holdEnd(ending, main)));
            Thread.ofPlatform().daemon().start(() -> System.exit(STOPPED));
            ending.await();
            Main.main(new String[] {"--version"});
        }

        /** For as long as a program takes that goes on. */
        private static void holdEnd(CountDownLatch ending, Thread program) {
            ending.countDown();
            try {
                program.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
