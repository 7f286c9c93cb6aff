package org.domainstats.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A feed in a folder, of this machine or mounted. */
record FeedFolder(Path folder) implements FeedSource {

    @Override
    public Optional<byte[]> find(String path, int maxBytes) throws FeedException {
        try (InputStream in = Files.newInputStream(folder.resolve(path))) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw FeedException.refused(path + " is longer than " + maxBytes + " bytes");
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(folder)) {
                throw FeedException.unreachable("there is no folder " + folder);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw FeedException.unreachable("cannot read " + folder.resolve(path) + ": " + e);
        }
    }

    @Override
    public boolean download(String path, PartialDownload into, long maxBytes, FeedProgress progress)
            throws FeedException {
        try (InputStream in = Files.newInputStream(folder.resolve(path));
                OutputStream out = into.startAnew("")) {
            BoundedCopy.all(in, out, 0, maxBytes, done -> progress.downloaded(path, done, -1));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw FeedException.unreachable("cannot read " + folder.resolve(path) + ": " + e);
        }
    }

    @Override
    public boolean isAuthenticated() {
        return true;
    }

    @Override
    public FeedSource protectedOnly() {
        return this;
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
