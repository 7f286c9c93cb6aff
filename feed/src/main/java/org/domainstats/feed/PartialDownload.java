package org.domainstats.feed;

import org.domainstats.base.PrivateFile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is being downloaded, with the tag that says which one, so that it can go on later.
 */
final class PartialDownload {

    private static final int LONGEST_TAG = 200;

    private final Path file;
    private final Path tagFile;

    PartialDownload(Path folder, String name) {
        this.file = folder.resolve(name + ".part");
        this.tagFile = folder.resolve(name + ".etag");
    }

    Path file() {
        return file;
    }

    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** The tag of what is there; empty if it is not known. */
    String tag() throws IOException {
        return Files.exists(tagFile) ? Files.readString(tagFile) : "";
    }

    OutputStream goOn() throws IOException {
        PrivateFile.create(file);
        return Files.newOutputStream(file, StandardOpenOption.APPEND);
    }

    OutputStream startAnew(String tag) throws IOException {
        if (tag.isEmpty() || tag.length() > LONGEST_TAG) {
            Files.deleteIfExists(tagFile);
        } else {
            PrivateFile.create(tagFile);
            Files.writeString(tagFile, tag, StandardCharsets.ISO_8859_1);
        }
        PrivateFile.create(file);
        return Files.newOutputStream(file);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(tagFile);
    }
}
