package org.domainstats.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cache of domain_stats 1.x: a folder of the Python library diskcache, of which each sub-folder
 * has a SQLite file {@code cache.db}. Nothing that is a pickle is read.
 */
record DiskCacheFolder(List<Path> shards, PredecessorTimes times) implements PredecessorFile {

    private static final String ROWS =
            "SELECT rowid, key, raw, mode, filename, value, typeof(key) FROM Cache";

    /** How diskcache stored a value. */
    private static final int RAW = 1;

    private static final int BINARY_FILE = 2;
    private static final int TEXT_FILE = 3;

    /** An answer has some 200 bytes. */
    private static final long LARGEST_VALUE = 65_536;

    static DiskCacheFolder open(Path folder, PredecessorTimes times) throws IOException {
        try (Stream<Path> below = Files.list(folder)) {
            List<Path> shards =
                    below.filter(each -> each.getFileName().toString().matches("[0-9]{3}"))
                            .filter(each -> Files.isRegularFile(each.resolve("cache.db")))
                            .sorted()
                            .toList();
            if (shards.isEmpty()) {
                throw new IOException(
                        folder
                                + " is no cache folder of domain_stats 1.x: it has no sub-folder"
                                + " 000 with a file cache.db");
            }
            return new DiskCacheFolder(shards, times);
        }
    }

    @Override
    public void read(RecordConsumer consumer) throws IOException {
        for (Path shard : shards) {
            ForeignDatabase.read(
                    shard.resolve("cache.db"),
                    statement -> {
                        readShard(shard, statement, consumer);
                        return null;
                    });
        }
    }

    @Override
    public String description() {
        return "a cache folder of domain_stats 1.x";
    }

    @Override
    public long expectedRows() throws IOException {
        long rows = 0;
        for (Path shard : shards) {
            rows += ForeignDatabase.count(shard.resolve("cache.db"), "Cache");
        }
        return rows;
    }

    private void readShard(Path shard, Statement statement, RecordConsumer consumer)
            throws SQLException {
        AnswerJson json = new AnswerJson(times);
        try (ResultSet row = statement.executeQuery(ROWS)) {
            while (row.next()) {
                String where = shard.getFileName() + "/cache.db row " + row.getLong(1);
                if (row.getInt(3) != 1 || !row.getString(7).equals("text")) {
                    consumer.unreadable(where, "its key is no text");
                    continue;
                }
                try {
                    json.read(where, row.getString(2), value(shard, row), consumer);
                } catch (IOException e) {
                    consumer.unreadable(where, String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private static String value(Path shard, ResultSet row) throws SQLException, IOException {
        return switch (row.getInt(4)) {
            case RAW -> String.valueOf(row.getString(6));
            case BINARY_FILE, TEXT_FILE -> file(shard, String.valueOf(row.getString(5)));
            default -> throw new IOException("its value is a pickle, which is not read");
        };
    }

    /** A value in a file of its own. The name comes from the database: it stays in the shard. */
    private static String file(Path shard, String name) throws IOException {
        Path file = resolve(shard, name);
        if (!file.startsWith(shard) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("its value is in a file that is not in the folder");
        }
        if (!file.toRealPath().startsWith(shard.toRealPath())) {
            throw new IOException("its value is in a file outside of the folder");
        }
        if (Files.size(file) > LARGEST_VALUE) {
            throw new IOException("its value is larger than " + LARGEST_VALUE + " bytes");
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static Path resolve(Path shard, String name) throws IOException {
        try {
            return shard.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new IOException("its value is in a file whose name is none", e);
        }
    }
}
