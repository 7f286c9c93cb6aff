package org.domainstats.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A folder like that of a JDK, whose java and javac are scripts that run those of this JDK. */
final class LauncherJava {

    /** Caches of classes take seconds of a processor to make, and few tests look at them. */
    static final String WITHOUT_CACHES =
            """
            #!/bin/sh
            case "$*" in *AOTCacheOutput*) exit 1 ;; esac
            exec "REAL/NAME" "$@"
            """;

    /** Leaves something else where a cache is wanted, and runs the program all the same. */
    static final String WITH_DAMAGED_CACHES =
            """
            #!/bin/sh
            for word; do
                shift
                case $word in
                    -XX:AOTCacheOutput=*) echo "not a cache" >"${word#*=}" ;;
                    *) set -- "$@" "$word" ;;
                esac
            done
            exec "REAL/NAME" "$@"
            """;

    static final Path REAL = Path.of(System.getProperty("java.home"));

    private LauncherJava() {}

    /**
     * Makes the folder, or gives the one that is there another script.
     *
     * @param script one of those of this class
     */
    static void install(Path home, String script) throws IOException {
        Path bin = Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), Files.readString(REAL.resolve("release")));
        for (String name : List.of("java", "javac")) {
            Path program = bin.resolve(name);
            String real = script.replace("REAL", REAL.resolve("bin").toString());
            Files.writeString(program, real.replace("NAME", name));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
