package org.domainstats.sourcecheck;

import org.domainstats.base.AtomicFile;
import org.domainstats.base.AtomicFile.Access;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of the last check, in a file of the data folder: its instant, then a line {@code
 * <tld> TAB <agreed> TAB <disagreed> TAB <not compared>} for each registry.
 */
final class ResultsFile {

    static final String NAME = "source-check.tsv";

    /** Longer than a line for each TLD. */
    private static final long LARGEST = 1 << 20;

    private final Path file;

    ResultsFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /**
     * Results of one check.
     *
     * @param at when it ended
     */
    record Results(Instant at, List<RegistryResult> registries) {}

    void write(Results results) throws IOException {
        StringBuilder text = new StringBuilder().append(results.at()).append('\n');
        for (RegistryResult each : results.registries()) {
            text.append(each.tld()).append('\t').append(each.agreed());
            text.append('\t').append(each.disagreed()).append('\t').append(each.notCompared());
            text.append('\n');
        }
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8), Access.OWNER);
    }

    /**
     * The last results, or null if there was no check yet.
     *
     * @throws IOException if the file is none of ours
     */
    @Nullable Results read() throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + " is larger than " + LARGEST + " bytes");
            }
            return parse(Files.readAllLines(file));
        } catch (NoSuchFileException e) {
            return null;
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException(file + " is no result of a check: " + e.getMessage(), e);
        }
    }

    private static Results parse(List<String> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        List<RegistryResult> registries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            if (cells.length != 4) {
                throw new IllegalArgumentException("a line has not four cells");
            }
            registries.add(
                    new RegistryResult(
                            cells[0],
                            Integer.parseInt(cells[1]),
                            Integer.parseInt(cells[2]),
                            Integer.parseInt(cells[3])));
        }
        return new Results(Instant.parse(lines.getFirst()), registries);
    }
}
