package org.domainstats.insight;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicName;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * A list of new domains, plain or gzip: the hourly one of the SANS ISC (a JSON array of objects), a
 * name a line, or CSV with a date. Only a column of CSV gives a registration date, unless its
 * header says that it is of a first sight. A list without days stands for the day the file is of.
 */
final class HintFile {

    /** Unpacked. A million domains with dates have some 40 MB. */
    private static final long MOST_BYTES = 256L << 20;

    private static final Set<String> NAMES = Set.of("domainname", "domain_name", "domain", "name");
    private static final Set<String> FIRST_SIGHTS =
            Set.of("firstseen", "first_seen", "seen", "date");
    private static final int DAY = "2026-11-26".length();
    private static final JsonFactory JSON = new JsonFactory();

    private final Hostnames hostnames;
    private final LocalDate dayOfFile;
    private final HintTable.Builder table = new HintTable.Builder();

    private HintFile(Hostnames hostnames, LocalDate dayOfFile) {
        this.hostnames = hostnames;
        this.dayOfFile = dayOfFile;
    }

    /**
     * The hints of a file. What is no domain in it is passed over.
     *
     * @throws IOException if it cannot be read, or has no domain at all
     */
    static HintTable read(Path file, Hostnames hostnames) throws IOException {
        LocalDate day =
                LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
        HintFile reading = new HintFile(hostnames, day);
        try (InputStream in = unpacked(file);
                BufferedReader text =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            text.mark(1);
            int first = text.read();
            text.reset();
            if (first == '[') {
                reading.objects(text);
            } else {
                reading.lines(text);
            }
        } catch (JsonParseException e) {
            throw new IOException(file + " is no JSON at line " + e.getLocation().getLineNr(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        HintTable table = reading.table.build();
        if (table.size() == 0) {
            throw new IOException(file + " names no domain");
        }
        return table;
    }

    private static InputStream unpacked(Path file) throws IOException {
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file), 2);
        byte[] magic = in.readNBytes(2);
        in.unread(magic);
        boolean gzip = magic.length == 2 && magic[0] == 0x1f && (magic[1] & 0xff) == 0x8b;
        return new BoundedStream(gzip ? new GZIPInputStream(in, 1 << 16) : in, MOST_BYTES);
    }

    private void objects(BufferedReader text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            for (JsonToken each = parser.nextToken();
                    each != null && each != JsonToken.END_ARRAY;
                    each = parser.nextToken()) {
                if (each == JsonToken.START_OBJECT) {
                    object(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private void object(JsonParser parser) throws IOException {
        String name = "";
        LocalDate day = dayOfFile;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName().toLowerCase(Locale.ROOT);
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING && NAMES.contains(field)) {
                name = parser.getText();
            } else if (value == JsonToken.VALUE_STRING && FIRST_SIGHTS.contains(field)) {
                LocalDate said = day(parser.getText());
                day = said == null ? day : said;
            } else {
                parser.skipChildren();
            }
        }
        add(name, day, false);
    }

    private void lines(BufferedReader text) throws IOException {
        boolean first = true;
        boolean registered = true;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            List<String> cells = CsvColumns.cells(line.strip());
            if (first && cells.stream().anyMatch(each -> isFirstSight(each))) {
                registered = false;
            }
            first = false;
            if (!line.startsWith("#")) {
                row(cells, registered);
            }
        }
    }

    private static boolean isFirstSight(String cell) {
        String word = cell.toLowerCase(Locale.ROOT);
        return FIRST_SIGHTS.contains(word) && !word.equals("date");
    }

    private void row(List<String> cells, boolean registered) {
        @Nullable String name = null;
        @Nullable LocalDate day = null;
        for (String cell : cells) {
            @Nullable LocalDate said = day == null ? day(cell) : null;
            if (said != null) {
                day = said;
            } else if (name == null && cell.indexOf('.') > 0) {
                name = cell;
            }
        }
        if (name != null) {
            add(name, day == null ? dayOfFile : day, day != null && registered);
        }
    }

    /** Domains only: of a host, its domain may be old. */
    private void add(String name, LocalDate day, boolean registered) {
        if (hostnames.reduce(name) instanceof PublicName found
                && found.host().equals(found.domain())) {
            DomainName domain = found.domain();
            table.add(domain, day, registered);
        }
    }

    /** The day that an ISO date, or date and time, begins with. */
    private static @Nullable LocalDate day(String text) {
        if (text.length() < DAY || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        try {
            return LocalDate.parse(text.substring(0, DAY));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
