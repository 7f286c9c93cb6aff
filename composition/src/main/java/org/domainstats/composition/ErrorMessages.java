package org.domainstats.composition;

import org.jspecify.annotations.Nullable;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Puts what the system says of a failure into words for people. */
public final class ErrorMessages {

    private ErrorMessages() {}

    public static String reason(Throwable fault) {
        return switch (fault) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "access denied";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> orClass(fault.getMessage(), fault);
        };
    }

    /** The reason of the fault that began it. */
    public static String rootReason(Throwable fault) {
        Throwable root = fault;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return reason(root);
    }

    private static String orClass(@Nullable String message, Throwable fault) {
        return message == null ? fault.getClass().getSimpleName() : message;
    }
}
