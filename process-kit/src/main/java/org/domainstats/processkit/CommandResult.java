package org.domainstats.processkit;

import java.io.IOException;

/**
 * What a command left when it ended.
 *
 * @param exit the exit code
 * @param out standard output as UTF-8
 * @param err standard error as UTF-8
 */
public record CommandResult(int exit, String out, String err) {

    /** Standard output of a command that must have succeeded. */
    public String outOfSuccess() throws IOException {
        if (exit != 0) {
            throw new IOException("exit code " + exit + ": " + err + out);
        }
        return out;
    }
}
