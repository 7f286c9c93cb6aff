package org.domainstats.insight;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.domainstats.model.Defanged;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Printable;
import org.domainstats.model.PublicName;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file of labels in one of the forms in which they are published: our own lines ({@link
 * LabelLines}), names alone, hosts, CSV, or a warning list of MISP in JSON; told by its first line.
 * Where a list has no words of its own, its label is the name of the file, or of the warning list.
 * In lists of others, what is no public name is passed over: hosts files begin with {@code
 * localhost}.
 */
final class LabelFile {

    private static final long LARGEST_FILE = 64 << 20;
    private static final int LONGEST_LINE = 4_096;

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]*[.:][0-9a-fA-F.:]*");
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final Hostnames hostnames;
    private final LabelTable.Builder table = new LabelTable.Builder();
    private int number;

    private LabelFile(Path file, Hostnames hostnames) {
        this.file = file;
        this.hostnames = hostnames;
    }

    /**
     * The labels of a file.
     *
     * @throws IOException if it cannot be read or is wrong; the message names the line, but shows
     *     nothing of it, since any file may be named by mistake
     */
    static LabelTable read(Path file, Hostnames hostnames) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(file + " is larger than " + LARGEST_FILE + " bytes");
        }
        LabelFile reading = new LabelFile(file, hostnames);
        try {
            reading.read();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " line " + reading.number + ": " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8", e);
        }
        return reading.table.build();
    }

    private void read() throws IOException {
        String first = "";
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                first = text(line);
                if (!first.isEmpty()) {
                    break;
                }
            }
        }
        if (first.startsWith("{")) {
            readWarningList();
            return;
        }
        String[] words = first.split("\\s+", 2);
        if (ADDRESS.matcher(words[0]).matches() && words.length == 2) {
            eachLine(this::hosts);
        } else if (words[0].contains(",")) {
            CsvColumns columns = CsvColumns.of(first);
            eachLine(line -> row(columns, line));
        } else if (words.length == 2) {
            LabelLines lines = new LabelLines(hostnames, table);
            eachLine(lines::add);
        } else {
            eachLine(this::plain);
        }
    }

    private interface Lines {
        void add(String line);
    }

    private void eachLine(Lines each) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.length() > LONGEST_LINE) {
                    throw new IllegalArgumentException("longer than " + LONGEST_LINE);
                }
                String text = text(line);
                if (!text.isEmpty()) {
                    each.add(text);
                }
            }
        }
    }

    /** A line without the mark of UTF-8, white space around it and comments. */
    private static String text(String line) {
        String text = (line.startsWith("\ufeff") ? line.substring(1) : line).strip();
        return text.startsWith("#") || text.startsWith("!") || text.startsWith(";") ? "" : text;
    }

    private void plain(String line) {
        add(line.split("\\s", 2)[0], List.of(fileLabel()));
    }

    private void hosts(String line) {
        String[] words = line.replaceFirst("#.*", "").strip().split("\\s+", -1);
        for (int i = 1; i < words.length; i++) {
            add(words[i], List.of(fileLabel()));
        }
    }

    private void row(CsvColumns columns, String line) {
        List<String> cells = CsvColumns.cells(line);
        if (columns.isHeader(cells) || columns.name() >= cells.size()) {
            return;
        }
        List<String> labels = new ArrayList<>();
        for (int column : columns.labels()) {
            String label = column < cells.size() ? shown(cells.get(column)) : "";
            if (!label.isEmpty() && labels.size() < LabelLines.MOST_LABELS) {
                labels.add(label);
            }
        }
        add(cells.get(columns.name()), labels.isEmpty() ? List.of(fileLabel()) : labels);
    }

    private void readWarningList() throws IOException {
        List<String> names = new ArrayList<>();
        String label = fileLabel();
        try (BufferedReader text = Files.newBufferedReader(file);
                JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("name") && value == JsonToken.VALUE_STRING) {
                    label = shown(parser.getText());
                } else if (field.equals("list") && value == JsonToken.START_ARRAY) {
                    readNames(parser, names);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonParseException e) {
            throw new IOException(file + " is no JSON at line " + e.getLocation().getLineNr(), e);
        }
        if (names.isEmpty()) {
            throw new IOException(file + " is no warning list: it has no names in \"list\"");
        }
        List<String> labels = List.of(label.isEmpty() ? fileLabel() : label);
        names.forEach(name -> add(name, labels));
    }

    private static void readNames(JsonParser parser, List<String> names) throws IOException {
        for (JsonToken each = parser.nextToken();
                each != null && each != JsonToken.END_ARRAY;
                each = parser.nextToken()) {
            if (each == JsonToken.VALUE_STRING) {
                if (names.size() == LabelTable.MOST_NAMES) {
                    throw new IllegalArgumentException(
                            "more than " + LabelTable.MOST_NAMES + " names");
                }
                names.add(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Adds a name of somebody else's list; one with a dot in front means itself and all below. */
    private void add(String text, List<String> labels) {
        String whole = Defanged.name(text);
        String bare = whole.startsWith("*.") ? whole.substring(2) : whole;
        String name = bare.startsWith(".") ? bare.substring(1) : bare;
        if (hostnames.reduce(name) instanceof PublicName found) {
            DomainName host = found.host();
            table.add(host, labels);
        }
    }

    private String fileLabel() {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.', 1);
        return shown(dot < 0 ? name : name.substring(0, dot));
    }

    private static String shown(String text) {
        return Printable.of(text.strip(), LabelLines.LONGEST_LABEL);
    }
}
