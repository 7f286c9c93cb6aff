package org.domainstats.feed;

import org.domainstats.base.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The files that a manifest lists, fetched from its source into a staging folder. */
record FeedFiles(FeedSource source, Path staging) {

    private static final int DIGEST_LENGTH = 64;
    private static final String DIGEST = "[0-9a-f]".repeat(DIGEST_LENGTH);

    /**
     * Removes what was begun of files that no manifest lists any more: of each version whose pull
     * broke off before the next was published.
     */
    void removeAllBut(List<FeedFile> listed) throws FeedException {
        Set<String> wanted = listed.stream().map(FeedFile::sha256).collect(Collectors.toSet());
        try (DirectoryStream<Path> begun = Files.newDirectoryStream(staging, DIGEST + ".*")) {
            for (Path each : begun) {
                String name = each.getFileName().toString();
                if (!wanted.contains(name.substring(0, DIGEST_LENGTH))) {
                    Files.delete(each);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw FeedException.unreachable("cannot clear " + staging + ": " + e.getMessage());
        }
    }

    PartialDownload partial(FeedFile file) {
        return new PartialDownload(staging, file.sha256());
    }

    /** Fetches what is missing of a file, and verifies its size and digest. */
    void fetch(FeedFile file, PartialDownload partial, FeedProgress progress)
            throws FeedException, IOException {
        if (partial.size() != file.size()
                && !source.download(file.path(), partial, file.size(), progress)) {
            throw FeedException.unreachable(
                    source + " has no " + file.path() + ", though its manifest lists it");
        }
        if (partial.size() < file.size()) {
            throw FeedException.unreachable(
                    file.path()
                            + " broke off at "
                            + partial.size()
                            + " of "
                            + file.size()
                            + " bytes; the next pull goes on there");
        }
        if (!sha256(partial.file()).equals(file.sha256())) {
            partial.delete();
            throw FeedException.refused(
                    file.path() + " of " + source + " is not what its manifest says (SHA-256)");
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, Sha256.digest())) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        }
    }
}
