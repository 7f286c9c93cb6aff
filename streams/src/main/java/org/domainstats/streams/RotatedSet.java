package org.domainstats.streams;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a log that is rotated: the current one, and older ones beside it. They may be
 * renamed at any moment, so that a name is good for opening one file at once, and for nothing
 * later.
 */
final class RotatedSet {

    private static final String COMPRESSED = "\\.(gz|zst)$";

    /** Renaming a set takes some milliseconds; so often is looked until nothing moves. */
    private static final int LOOKS = 50;

    private static final long BETWEEN_LOOKS_MILLIS = 20;

    private final Path current;

    /**
     * @param current an absolute path
     */
    RotatedSet(Path current) {
        this.current = current;
    }

    /** The current file from its start. */
    Place current() throws IOException {
        return new Place(current, 0, key(current), true);
    }

    /**
     * The rest of the file that has a place, wherever that is now; the current file where there is
     * none; null while files are renamed and it may be among them.
     */
    @Nullable Place rest(LogPlace place) throws IOException {
        Listing listing = files();
        int at = find(listing.files, place);
        return at < 0 ? unknown(listing) : listing.files.get(at).at(place.offset());
    }

    /** The same of the file after the one that ends at a place. */
    @Nullable Place after(LogPlace end) throws IOException {
        Listing listing = files();
        List<Place> files = listing.files;
        int at = find(files, end);
        if (at < 0) {
            return unknown(listing);
        }
        return at == files.size() - 1 ? files.get(at).at(end.offset()) : files.get(at + 1);
    }

    private @Nullable Place unknown(Listing listing) throws IOException {
        // A file that was renamed after the listing was not found under its name.
        return listing.still && look().equals(listing.files) ? current() : null;
    }

    /** The newest file that has a place; -1 if there is none. */
    private static int find(List<Place> files, LogPlace place) throws IOException {
        for (int i = files.size() - 1; i >= 0; i--) {
            if (files.get(i).has(place)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Oldest first, as they are while nobody renames them; the current one last, if there is one.
     */
    private Listing files() throws IOException {
        List<Place> files = look();
        for (int looks = 0; looks < LOOKS; looks++) {
            pause();
            List<Place> again = look();
            if (again.equals(files)) {
                return new Listing(files, true);
            }
            files = again;
        }
        return new Listing(files, false);
    }

    /**
     * The files of the set.
     *
     * @param still whether none was renamed meanwhile
     */
    private record Listing(List<Place> files, boolean still) {}

    private List<Place> look() throws IOException {
        try (Stream<Path> siblings = Files.list(current.getParent())) {
            List<Path> older =
                    siblings.filter(each -> LogFiles.isRotated(each, current))
                            .filter(each -> !isBeingCompressed(each))
                            .toList();
            List<Place> files = new ArrayList<>();
            for (Path file : LogFiles.inOrder(older)) {
                // Nothing can be known again of an empty one, and nothing is lost with it.
                if (!LogFiles.holdsNothing(file)) {
                    files.add(new Place(file, 0, key(file), false));
                }
            }
            files.add(current());
            files.removeIf(each -> each.key == null);
            if (!files.isEmpty()) {
                // Between two names the log is still written under the older.
                Place newest = files.removeLast();
                files.add(new Place(newest.file, 0, newest.key, !newest.isCompressed()));
            }
            return files;
        }
    }

    /** What it is made from is removed when it is whole. */
    private static boolean isBeingCompressed(Path file) {
        String name = file.getFileName().toString();
        String plain = name.replaceFirst(COMPRESSED, "");
        return !plain.equals(name) && Files.exists(file.resolveSibling(plain));
    }

    private static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * A file, and where to go on in it.
     *
     * @param key of the file that had the name; null where there was none
     * @param isNewest whether the log may still be written there
     */
    record Place(Path file, long offset, @Nullable Object key, boolean isNewest) {

        private Place at(long other) {
            return new Place(file, other, key, isNewest);
        }

        private boolean isCompressed() {
            return file.toString().matches(".*" + COMPRESSED);
        }

        private boolean has(LogPlace place) throws IOException {
            try {
                return (isCompressed() || Files.size(file) >= place.offset())
                        && place.head().isOf(file);
            } catch (NoSuchFileException e) {
                return false;
            }
        }
    }
}
