package org.domainstats.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Which columns of a list of popular domains have the rank and the domain, by its header: Majestic
 * has {@code GlobalRank} and {@code Domain} among twelve, CrUX {@code origin,rank}, Cloudflare
 * Radar {@code domain} alone or beside {@code rank}. Tranco and Umbrella have no header, and {@code
 * rank,domain}.
 *
 * @param rank the index of the rank's column, or -1 if the list is a bucket without ranks
 * @param domain the index of the domain's column
 * @param header whether the first line is a header
 * @param bucket the rank of all domains of a bucket: how many there are
 */
public record RankColumns(int rank, int domain, boolean header, int bucket) {

    static final RankColumns PLAIN = new RankColumns(0, 1, false, 0);

    private static final int MAX_HEADER = 4_096;
    private static final List<String> RANK = List.of("rank", "globalrank");
    private static final List<String> DOMAIN = List.of("domain", "origin", "host", "hostname");

    /**
     * The columns of a list.
     *
     * @param content the list at its beginning, where it is left
     * @param path of the list; a bucket is read there once more, to count it
     */
    public static RankColumns of(BufferedInputStream content, Path path) throws IOException {
        content.mark(MAX_HEADER);
        String head = new String(content.readNBytes(MAX_HEADER - 1), StandardCharsets.UTF_8);
        content.reset();
        RankColumns columns = ofHeader(head.lines().findFirst().orElse(""));
        return columns.rank >= 0
                ? columns
                : new RankColumns(-1, columns.domain, true, Math.max(1, countLines(path) - 1));
    }

    private static int countLines(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(
                    "a list without ranks is read twice, which needs a regular file: save it first");
        }
        try (ListFile file = ListFile.open(path)) {
            BufferedInputStream content = file.content();
            int lines = 0;
            int last = '\n';
            for (int octet = content.read(); octet >= 0; octet = content.read()) {
                lines += last == '\n' ? 1 : 0;
                last = octet;
            }
            return lines;
        }
    }

    static RankColumns ofHeader(String line) {
        List<String> names =
                CsvLine.split(line.replace("\uFEFF", "")).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList();
        int domain = find(names, DOMAIN);
        return domain < 0 ? PLAIN : new RankColumns(find(names, RANK), domain, true, 0);
    }

    private static int find(List<String> names, List<String> wanted) {
        for (String name : wanted) {
            if (names.contains(name)) {
                return names.indexOf(name);
            }
        }
        return -1;
    }
}
