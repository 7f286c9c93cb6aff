package org.domainstats.knowndomains;

import org.domainstats.base.PrivateFile;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to update the known domains, for one at a time among all processes. It ends with its
 * process, however that ends. SQLite's own lock is of no use here: an update is many transactions.
 */
final class UpdateLock implements AutoCloseable {

    private final FileChannel channel;

    private UpdateLock(FileChannel channel) {
        this.channel = channel;
    }

    static UpdateLock take(Path database) {
        Path path = database.resolveSibling(database.getFileName() + "-update");
        try {
            PrivateFile.create(path);
            FileChannel channel =
                    FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StoreException(
                        database
                                + " is being updated already;"
                                + " wait until that update is done, then try again");
            }
            return new UpdateLock(channel);
        } catch (IOException e) {
            throw new StoreException(
                    path + ": cannot be locked; check owner and mode of file and folder", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held within this very process.
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("the lock of the update cannot be given back", e);
        }
    }
}
