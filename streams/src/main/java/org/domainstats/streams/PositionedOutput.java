package org.domainstats.streams;

import org.domainstats.base.AtomicFile;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file of enriched lines with the position of the log beside it, in {@code FILE.position}. After
 * a crash the file is cut off where the position says, so that what follows is neither in it twice
 * nor missing.
 */
public final class PositionedOutput extends OutputStream implements Positions {

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Path positionFile;
    private final FileChannel file;
    private final @Nullable LogPosition last;
    private final InstantSource clock;
    private Function<Instant, List<String>> told = since -> List.of();
    private @Nullable LogPlace kept;
    private Instant due;

    private PositionedOutput(Path output, FileChannel file, InstantSource clock)
            throws IOException {
        this.positionFile = output.resolveSibling(output.getFileName() + ".position");
        this.file = file;
        this.clock = clock;
        this.due = clock.instant();
        this.last = readPosition();
        long length = last == null ? 0 : last.output();
        if (file.size() < length) {
            throw new IOException(
                    output
                            + " is shorter than "
                            + positionFile
                            + " says; remove both to start over");
        }
        if (last == null && file.size() > 0) {
            throw new IOException(
                    output + " exists, and no " + positionFile + " says what is in it; remove it");
        }
        file.truncate(length);
        file.position(length);
    }

    /**
     * Opens the output, cut off at the last position.
     *
     * @throws IOException also if another process has it open
     */
    public static PositionedOutput open(Path output, InstantSource clock) throws IOException {
        FileChannel file =
                FileChannel.open(output, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() == null) {
                throw new IOException(output + " is being written by another process");
            }
            return new PositionedOutput(output, file, clock);
        } catch (OverlappingFileLockException e) {
            file.close();
            throw new IOException(output + " is being written by this process", e);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private @Nullable LogPosition readPosition() throws IOException {
        return Files.exists(positionFile)
                ? LogPosition.parse(Files.readAllBytes(positionFile))
                : null;
    }

    /** Facts that also announce what was cut off, and that this output keeps account of. */
    RecoveredAnnouncements recover(FactSource source) {
        RecoveredAnnouncements recovered =
                new RecoveredAnnouncements(source, last(), clock.instant());
        told = recovered::toldSince;
        return recovered;
    }

    @Override
    public Optional<LogPosition> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public void reach(LogPlace position, boolean now) throws IOException {
        Instant at = clock.instant();
        if (position.equals(kept) || !now && at.isBefore(due)) {
            return;
        }
        file.force(false);
        LogPosition written =
                new LogPosition(
                        position.head(), position.offset(), file.position(), at, told.apply(at));
        AtomicFile.write(
                positionFile,
                written.json().getBytes(StandardCharsets.US_ASCII),
                AtomicFile.Access.OWNER);
        kept = position;
        due = at.plus(BETWEEN);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
        while (left.hasRemaining()) {
            file.write(left);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
