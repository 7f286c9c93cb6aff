package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.processkit.Await;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The launcher in a checkout of its own, with a Maven that takes no time. */
@Order(1)
class LauncherTest {

    /** Notes each build, and takes long enough for another start to come meanwhile. */
    private static final String MAVEN =
            """
            #!/bin/sh
            echo "$@" >>"$BUILDS"
            if [ -n "${BUILD_SECONDS:-}" ]; then
                : >app/target/classes/HalfWritten.class
                exec sleep "$BUILD_SECONDS"
            fi
            sleep 1
            mkdir -p app/target/dist/lib && cp program.jar app/target/dist/lib/
            """;

    @TempDir private Path folder;
    private Path checkout;
    private Path builds;
    private Path javaHome;

    @BeforeEach
    void installJava() throws IOException {
        javaHome = folder.resolve("jvm");
        LauncherJava.install(javaHome, LauncherJava.WITHOUT_CACHES);
    }

    @BeforeEach
    void checkOut() throws IOException {
        checkout = folder.resolve("check out");
        builds = folder.resolve("builds");
        Files.createDirectories(checkout.resolve("app/src/main"));
        Files.createDirectories(checkout.resolve("app/target/classes"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.writeString(checkout.resolve("app/pom.xml"), "<project/>");
        for (String script : List.of("domain-stats", "app/build-distribution")) {
            Files.copy(Path.of("..", script), checkout.resolve(script));
            setMode(checkout.resolve(script), "rwxr-xr-x");
        }
        LauncherProgram.write(checkout.resolve("program.jar"), "first");
        Path maven = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        Files.writeString(maven, MAVEN);
        setMode(maven, "rwxr-xr-x");
    }

    @Test
    void buildsWhatRunsOnceAndThenNoMore() throws Exception {
        assertThat(run("lookup", "a b").out()).startsWith("first lookup a b\n");
        assertThat(run("serve").out()).startsWith("first serve\n");
        assertThat(Files.readString(builds))
                .containsOnlyOnce("-Druntime-only")
                .contains("-pl app -am", "package");
    }

    @Test
    void twoFirstStartsBuildOnce() throws Exception {
        assumeTrue(hasFlock(), "needs flock");
        Process first = launcher("lookup", "one").start();
        Process second = launcher("lookup", "two").start();

        assertThat(end(first).out()).startsWith("first lookup one\n");
        assertThat(end(second).out()).startsWith("first lookup two\n");
        assertThat(Files.readAllLines(builds)).hasSize(1);
    }

    @Test
    void newerSourceIsBuiltAndTheBuildBeforeStaysForWhoRunsIt() throws Exception {
        run("--version");
        LauncherProgram.write(checkout.resolve("program.jar"), "second");
        Files.setLastModifiedTime(
                checkout.resolve("app/pom.xml"), FileTime.from(Instant.now().plusSeconds(2)));

        assertThat(run("--version").out()).startsWith("second --version\n");
        assertThat(builtFolders()).hasSize(2);
    }

    @Test
    void interruptedBuildLeavesNothingThatTheNextWouldTake() throws Exception {
        Process process = launcher("lookup", "example.org", "BUILD_SECONDS=60").inheritIO().start();
        Await.until("a build", () -> Files.exists(builds));
        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(builtFolders()).isEmpty();
        assertThat(checkout.resolve("app/target/new")).doesNotExist();
        assertThat(checkout.resolve("app/target/classes/HalfWritten.class")).doesNotExist();
        assertThat(run("lookup", "example.org").out()).startsWith("first lookup example.org\n");
    }

    @Test
    void movedCheckoutRunsItsOwnJarsAndNothingWhereItWas() throws Exception {
        LauncherJava.install(javaHome, LauncherJava.WITH_DAMAGED_CACHES);
        assertThat(run("options").out()).contains("-XX:AOTCache=" + builtFolders().getFirst());
        Path moved = Files.move(checkout, folder.resolve("moved"));
        checkOut();
        LauncherProgram.write(checkout.resolve("program.jar"), "evil");
        run("--version");
        checkout = moved;

        assertThat(run("--version").out())
                .startsWith("first --version\n")
                .doesNotContain("check out");
        assertThat(run("options").out()).doesNotContain("-XX:AOTCache=");
    }

    /** The shell drops line feeds at the end of what a command prints. */
    @Test
    void folderWithALineFeedAtItsEndIsNotTakenForTheOneWithout() throws Exception {
        run("--version");
        Path own = Files.move(checkout, folder.resolve("moved\n"));
        checkOut();
        LauncherProgram.write(checkout.resolve("program.jar"), "evil");
        run("--version");
        Files.move(checkout, folder.resolve("moved"));
        checkout = own;

        assertThat(run("--version").out()).startsWith("first --version\n");
    }

    /** Java would look for the rest of the path below the working folder. */
    @Test
    void folderWithAColonIsRefused() throws Exception {
        checkout = Files.move(checkout, folder.resolve("a:b"));

        Run refused = run("--version");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("colon", "a:b");
    }

    @Test
    void whatAnybodyMayWriteIsNeitherBuiltNorRun() throws Exception {
        setMode(checkout, "rwxrwxrwx");
        assertThat(run("--version").err()).contains("will not run", checkout.toString());
        assertThat(builds).doesNotExist();
        setMode(checkout, "rwxr-xr-x");
        run("--version");
        setMode(builtFolders().getFirst().resolve("lib/program.jar"), "rw-rw-rw-");

        Run refused = run("--version");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("will not run", "lib/program.jar");
    }

    @Test
    void workingFolderIsNotOnTheClassPath() throws Exception {
        String classPath = run("--version").out().lines().toList().get(1);
        assertThat(classPath.split(":", -1)).allMatch(each -> each.endsWith(".jar"));
    }

    @Test
    void buildLeavesCachesOfClassesAndStartsLeaveNothing() throws Exception {
        javaHome = LauncherJava.REAL;
        LauncherProgram.write(checkout.resolve("program.jar"), "cached");
        Run first = run("lookup", "example.org");
        assertThat(first.out().lines()).hasSize(2);
        assertThat(first.err())
                .isEqualTo("domain-stats: building, which takes up to a minute ...\n");
        List<String> built = filesOfTheBuild();
        assertThat(String.join(" ", built))
                .isEqualTo("domain-stats lib lookup.aot serve.aot started");
        // Where a cache names jars that are not there, Java looks for them once for each class.
        String classPath = first.out().lines().toList().get(1);
        assertThat(Files.readString(checkout.resolve("app/target/build.log"))).contains(classPath);

        assertThat(run("lookup", "example.org").out()).isEqualTo(first.out());
        assertThat(run("serve").out()).startsWith("cached serve\n");
        assertThat(filesOfTheBuild()).isEqualTo(built);
    }

    @Test
    void settingsOfTheUserAreNotUsedForTheCaches() throws Exception {
        LauncherJava.install(javaHome, LauncherJava.WITH_DAMAGED_CACHES);
        run("--version", "DOMAIN_STATS_STORE=postgresql://user@db.example/contacts");

        assertThat(Files.readString(checkout.resolve("app/target/build.log")))
                .contains("settings [DOMAIN_STATS_JAVA_OPTS]")
                .doesNotContain("DOMAIN_STATS_STORE");
    }

    @Test
    void cacheThatIsDamagedIsNoFailure() throws Exception {
        LauncherJava.install(javaHome, LauncherJava.WITH_DAMAGED_CACHES);
        LauncherProgram.write(checkout.resolve("program.jar"), "cached");
        run("lookup", "example.org");
        assertThat(filesOfTheBuild()).contains("lookup.aot", "serve.aot");

        Run run = run("lookup", "example.org");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("cached lookup example.org\n");
        assertThat(run.err()).isEmpty();
    }

    /** Rows go to standard output, where a word of Java's would be one of them. */
    @Test
    void lackOfMemoryIsReportedBesideTheOutput() throws Exception {
        Run run = run("enrich", "DOMAIN_STATS_JAVA_OPTS=-Xmx10m");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).doesNotContain("OutOfMemoryError");
        assertThat(run.err()).contains("OutOfMemoryError: Java heap space");
    }

    @Test
    void distributionIsRunAsItIs() throws Exception {
        Path lib = Files.createDirectories(checkout.resolve("lib"));
        Files.copy(checkout.resolve("program.jar"), lib.resolve("program.jar"));

        assertThat(run("lookup", "example.org").out()).startsWith("first lookup example.org\n");
        assertThat(builds).doesNotExist();
    }

    @Test
    void localeOfCronAndAnInputThatIsClosedDoNoHarm() throws Exception {
        String show = "DOMAIN_STATS_JAVA_OPTS=-XshowSettings:properties";
        ProcessBuilder launcher = launcher("lookup", "-", "LC_ALL=C", show);
        var closed = Stream.of("sh", "-c", "exec \"$0\" \"$@\" <&-");
        launcher.command(Stream.concat(closed, launcher.command().stream()).toList());
        Run run = end(launcher.start());
        assertThat(run.out() + run.err()).contains("sun.jnu.encoding = UTF-8", "input of 0\n");
    }

    private record Run(int exit, String out, String err) {}

    private Run run(String... arguments) throws IOException, InterruptedException {
        return end(launcher(arguments).start());
    }

    /** Arguments of the form NAME=value are put into the environment. */
    private ProcessBuilder launcher(String... arguments) {
        List<String> command =
                Stream.concat(
                                Stream.of(checkout.resolve("domain-stats").toString()),
                                Stream.of(arguments).filter(each -> each.indexOf('=') < 0))
                        .toList();
        ProcessBuilder launcher = new ProcessBuilder(command).directory(folder.toFile());
        launcher.environment().put("JAVA_HOME", javaHome.toString());
        launcher.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        launcher.environment().put("BUILDS", builds.toString());
        for (String each : arguments) {
            if (each.indexOf('=') >= 0) {
                launcher.environment().put(each.split("=", 2)[0], each.split("=", 2)[1]);
            }
        }
        return launcher;
    }

    private static Run end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, err);
    }

    private List<Path> builtFolders() throws IOException {
        try (Stream<Path> files = Files.list(checkout.resolve("app/target"))) {
            return files.filter(each -> each.getFileName().toString().startsWith("run-"))
                    .sorted()
                    .toList();
        }
    }

    private List<String> filesOfTheBuild() throws IOException {
        try (Stream<Path> files = Files.list(builtFolders().getFirst())) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private static boolean hasFlock() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "flock")));
    }

    private static void setMode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
