package org.domainstats.processkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Makes lines out of the pieces in which a body arrives. */
final class LineSplitter {

    private final Consumer<String> line;
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();

    LineSplitter(Consumer<String> line) {
        this.line = line;
    }

    void add(byte[] octets) {
        int from = 0;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '\n') {
                open.write(octets, from, i - from);
                line.accept(open.toString(UTF_8));
                open.reset();
                from = i + 1;
            }
        }
        open.write(octets, from, octets.length - from);
    }

    /** A last line may lack its newline. */
    void end() {
        if (open.size() > 0) {
            line.accept(open.toString(UTF_8));
        }
    }
}
