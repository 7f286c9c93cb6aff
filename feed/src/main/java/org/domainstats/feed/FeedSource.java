package org.domainstats.feed;

import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.model.Printable;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The source of a feed: a URL or a folder. */
public sealed interface FeedSource permits FeedFolder, FeedUrl {

    /**
     * The source that a setting names.
     *
     * @throws IllegalArgumentException if it names none
     */
    static FeedSource of(String setting, BlockingHttpClient http) {
        String text = setting.strip();
        if (text.startsWith("https://") || text.startsWith("http://")) {
            return new FeedUrl(URI.create(text.endsWith("/") ? text : text + "/"), http);
        }
        if (text.isEmpty() || text.contains("://")) {
            throw new IllegalArgumentException(
                    "not a feed (https://..., or a folder): " + Printable.of(text));
        }
        return new FeedFolder(Path.of(text));
    }

    /** A small file, whole; empty if there is none. */
    Optional<byte[]> find(String path, int maxBytes) throws FeedException;

    /**
     * Brings a file into a partial one, going on after what that has already.
     *
     * @param maxBytes more bytes than this are refused
     * @return false if there is no such file
     */
    boolean download(String path, PartialDownload into, long maxBytes, FeedProgress progress)
            throws FeedException;

    /** Whether nobody between here and the source can replace what it serves. */
    boolean isAuthenticated();

    /**
     * The same source, reached only in ways in which nobody can replace what it serves, or in a
     * private network, which its operator answers for. Others are refused when it is asked.
     */
    FeedSource protectedOnly();
}
