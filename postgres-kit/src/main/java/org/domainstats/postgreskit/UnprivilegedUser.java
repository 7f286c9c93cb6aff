package org.domainstats.postgreskit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whom PostgreSQL runs as, which refuses to run as root: this user, or, when this is root, the user
 * {@code nobody}.
 */
final class UnprivilegedUser {

    /** {@code nobody} and its group, whatever the group is called. */
    private static final int NOBODY = 65_534;

    private final boolean root;

    private UnprivilegedUser(boolean root) {
        this.root = root;
    }

    static UnprivilegedUser choose() throws IOException {
        return new UnprivilegedUser(
                Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")));
    }

    /** Makes a folder and what is in it theirs. */
    void own(Path folder) throws IOException {
        if (!root) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                if (!Files.isSymbolicLink(path)) {
                    Files.setAttribute(path, "unix:uid", NOBODY);
                    Files.setAttribute(path, "unix:gid", NOBODY);
                }
            }
        }
    }

    List<String> command(List<String> command) {
        if (!root) {
            return command;
        }
        List<String> dropped = new ArrayList<>();
        dropped.add("setpriv");
        dropped.add("--reuid=" + NOBODY);
        dropped.add("--regid=" + NOBODY);
        dropped.add("--clear-groups");
        dropped.add("--no-new-privs");
        dropped.addAll(command);
        return dropped;
    }
}
