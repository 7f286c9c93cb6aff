package org.domainstats.events;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * A file with a line for each event. It is opened anew for each batch, so that other programs may
 * move it away, and has its own rotation. What is delivered has reached the disk.
 */
final class FileOutput implements Output {

    private static final Set<StandardOpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final Path file;
    private final long rotateAt;
    private final int keep;

    /**
     * @param rotateAt bytes past which the file is moved away
     * @param keep how many that were moved away are kept
     */
    FileOutput(Path file, long rotateAt, int keep) {
        this.file = file.toAbsolutePath();
        this.rotateAt = rotateAt;
        this.keep = keep;
    }

    static FileOutput of(OutputSpec spec) {
        String path = spec.target().getPath();
        String opaque = spec.target().getSchemeSpecificPart();
        return new FileOutput(
                regular(Path.of(path == null ? opaque : path)),
                size(spec.option("rotate", "100MB")),
                spec.number("keep", 10, 0, 1_000));
    }

    /** Of a pipe or a device no end can be found, and nothing be taken back. */
    private static Path regular(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    file
                            + " is there, and is not a regular file: name one that may be created,"
                            + " or an output over the network such as syslog+udp: or https:");
        }
        return file;
    }

    private static long size(String text) {
        if (!text.matches("\\d{1,6}[kMG]B")) {
            throw new IllegalArgumentException("rotate is a size such as 100MB, but is " + text);
        }
        long number = Long.parseLong(text.substring(0, text.length() - 2));
        return switch (text.charAt(text.length() - 2)) {
            case 'k' -> number << 10;
            case 'M' -> number << 20;
            default -> number << 30;
        };
    }

    @Override
    public void deliver(List<Outgoing> events) throws IOException {
        StringBuilder lines = new StringBuilder();
        events.forEach(event -> lines.append(event.line()).append('\n'));
        long size;
        try (FileChannel channel = open()) {
            channel.position(endOfLines(channel));
            ByteBuffer bytes =
                    ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            size = channel.position();
        }
        if (size >= rotateAt) {
            rotate();
        }
    }

    private FileChannel open() throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return FileChannel.open(
                    file,
                    APPEND,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-r-----")));
        }
        return FileChannel.open(file, APPEND);
    }

    /** A line that a crash or a full disk cut short is written again, so its rest goes. */
    private static long endOfLines(FileChannel channel) throws IOException {
        long end = channel.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        while (end > 0 && channel.read(last.clear(), end - 1) == 1 && last.get(0) != '\n') {
            end--;
        }
        channel.truncate(end);
        return end;
    }

    private void rotate() throws IOException {
        Files.deleteIfExists(numbered(keep));
        for (int i = keep - 1; i > 0; i--) {
            if (Files.exists(numbered(i))) {
                Files.move(numbered(i), numbered(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (keep > 0) {
            Files.move(file, numbered(1), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(file);
        }
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    @Override
    public void close() {
        // Nothing stays open between batches.
    }
}
