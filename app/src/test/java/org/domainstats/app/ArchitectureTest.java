package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The picture of modules and arrows: each imports what stands beside it here, and nothing points
 * back.
 */
class ArchitectureTest {

    private static final String ROOT = "org.domainstats.";

    /** Who speaks a protocol of the network itself. */
    private static final List<String> AT_THE_EDGE =
            List.of(
                    "http",
                    "access",
                    "httpclient",
                    "server",
                    "dashboard",
                    "communityserver",
                    "composition");

    private static final List<String> WITH_SQL =
            List.of(
                    "storesql",
                    "sqlite",
                    "knowndomains",
                    "storesqlite",
                    "postgres",
                    "storepostgres",
                    "storemove",
                    "postgreskit",
                    "storekit",
                    "migration");

    /** The process, and what is only there for tests: they may import all. */
    private static final List<String> OUTSIDE =
            List.of("app", "processkit", "registrykit", "postgreskit", "storekit", "answerkit");

    /**
     * Topics with a package of their own below that of their module. They import the module, and
     * not each other.
     */
    private static final List<String> TOPICS =
            List.of(
                    "feed.publishing",
                    "lookup.cache",
                    "lookup.privacy",
                    "registrationdata.dates",
                    "registry.bootstrap",
                    "store.events",
                    "store.triage");

    private static final Map<String, List<String>> ARROWS = new LinkedHashMap<>();

    static {
        ARROWS.put("base", List.of());
        ARROWS.put("model", List.of());
        ARROWS.put("store", List.of("model"));
        ARROWS.put("storesql", List.of("store", "model"));
        ARROWS.put("sqlite", List.of("store", "model", "base"));
        ARROWS.put("knowndomains", List.of("base", "sqlite", "storesql", "store", "model"));
        ARROWS.put("storesqlite", List.of("sqlite", "storesql", "store", "model", "base"));
        ARROWS.put("postgres", List.of("store", "model", "base"));
        ARROWS.put("storepostgres", List.of("postgres", "storesql", "store", "model", "base"));
        ARROWS.put(
                "storemove",
                List.of("storesqlite", "sqlite", "postgres", "storesql", "store", "base"));
        ARROWS.put("registrations", List.of("store", "model", "base"));
        ARROWS.put("usage", List.of("registrations", "store", "model", "base"));
        ARROWS.put("lookup", List.of("usage", "registrations", "store", "model", "base"));
        ARROWS.put("registrationdata", List.of("model", "base"));
        ARROWS.put("http", List.of("model", "base"));
        ARROWS.put("access", List.of("store", "http", "model", "base"));
        ARROWS.put("httpclient", List.of("model", "base"));
        ARROWS.put(
                "registry",
                List.of(
                        "lookup",
                        "registrations",
                        "registrationdata",
                        "httpclient",
                        "store",
                        "model",
                        "base"));
        ARROWS.put(
                "sourcecheck",
                List.of("registry", "lookup", "registrations", "store", "model", "base"));
        ARROWS.put("insight", List.of("lookup", "registrations", "store", "model", "base"));
        ARROWS.put("answerformats", List.of("model", "base"));
        ARROWS.put("logformats", List.of("answerformats", "model"));
        ARROWS.put(
                "streams",
                List.of(
                        "lookup",
                        "registrations",
                        "answerformats",
                        "logformats",
                        "httpclient",
                        "model",
                        "base"));
        ARROWS.put(
                "inputs",
                List.of(
                        "streams",
                        "logformats",
                        "lookup",
                        "usage",
                        "registrations",
                        "store",
                        "model",
                        "base"));
        ARROWS.put("protocol", List.of("model", "base"));
        ARROWS.put("feed", List.of("store", "protocol", "httpclient", "model", "base"));
        ARROWS.put(
                "communityclient",
                List.of(
                        "lookup",
                        "registrations",
                        "protocol",
                        "feed",
                        "store",
                        "httpclient",
                        "model",
                        "base"));
        ARROWS.put(
                "communityserver",
                List.of(
                        "lookup",
                        "registrations",
                        "protocol",
                        "feed",
                        "store",
                        "http",
                        "model",
                        "base"));
        ARROWS.put("hints", List.of("store", "httpclient", "model", "base"));
        ARROWS.put(
                "events",
                List.of(
                        "lookup",
                        "registrations",
                        "answerformats",
                        "store",
                        "httpclient",
                        "model",
                        "base"));
        ARROWS.put(
                "server",
                List.of(
                        "lookup",
                        "registrations",
                        "events",
                        "answerformats",
                        "store",
                        "access",
                        "http",
                        "model",
                        "base"));
        ARROWS.put("dashboard", List.of("access", "http", "store", "model", "base"));
        ARROWS.put("settings", List.of("base"));
        ARROWS.put("migration", List.of("store", "model", "base"));
        ARROWS.put("composition", List.copyOf(ARROWS.keySet()));
        ARROWS.put("commandline", List.of("settings", "model", "base"));
        ARROWS.put("admincommands", List.copyOf(ARROWS.keySet()));
        ARROWS.put("commands", List.copyOf(ARROWS.keySet()));
    }

    /** Read once: all tests look at the same. */
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.domainstats");

    @Test
    void modulesImportOnlyWhatThePictureShows() {
        Map<String, List<String>> arrows = new TreeMap<>();
        for (JavaClass each : CLASSES) {
            String module = module(each);
            List<String> imports = ARROWS.get(module);
            if (imports != null) {
                for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                    String other = module(dependency.getTargetClass());
                    boolean isOurs = ARROWS.containsKey(other) || other.equals("app");
                    if (isOurs && !other.equals(module) && !imports.contains(other)) {
                        arrows.computeIfAbsent(module + " -> " + other, _ -> new ArrayList<>())
                                .add(dependency.getDescription());
                    }
                }
            }
        }
        assertThat(arrows).as("arrows that are not in the picture").isEmpty();
    }

    /** The first part of a package below ours, or nothing. */
    private static String module(JavaClass each) {
        return withoutRoot(each).split("\\.", 2)[0];
    }

    @Test
    void vertxAndNettyStayAtTheEdge() {
        assertThat(usersOutside(AT_THE_EDGE, "io.netty.", "io.vertx.")).isEmpty();
    }

    @Test
    void onlyTheStoreAndTheMigrationSpeakSql() {
        assertThat(usersOutside(WITH_SQL, "java.sql.", "org.sqlite.")).isEmpty();
    }

    private static List<String> usersOutside(List<String> modules, String... packages) {
        return CLASSES.stream()
                .filter(each -> !modules.contains(module(each)))
                .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                .filter(
                        dependency ->
                                Arrays.stream(packages)
                                        .anyMatch(
                                                dependency.getTargetClass().getName()::startsWith))
                .map(Dependency::getDescription)
                .toList();
    }

    @Test
    void aPackageIsAModuleOrOneOfTheTopicsInOne() {
        assertThat(CLASSES.stream().map(ArchitectureTest::withoutRoot))
                .allMatch(name -> name.indexOf('.') < 0 || TOPICS.contains(name));
    }

    @Test
    void topicsOfAModuleDoNotImportEachOther() {
        assertThat(
                        CLASSES.stream()
                                .filter(each -> TOPICS.contains(withoutRoot(each)))
                                .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                                .filter(ArchitectureTest::isToAnotherTopic)
                                .map(Dependency::getDescription))
                .isEmpty();
    }

    private static boolean isToAnotherTopic(Dependency dependency) {
        JavaClass from = dependency.getOriginClass();
        JavaClass to = dependency.getTargetClass();
        return TOPICS.contains(withoutRoot(to))
                && module(from).equals(module(to))
                && !from.getPackageName().equals(to.getPackageName());
    }

    /** The package below ours, or nothing. */
    private static String withoutRoot(JavaClass each) {
        String name = each.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
    }

    @Test
    void everyModuleIsInThePicture() {
        assertThat(CLASSES.stream().map(ArchitectureTest::module).distinct())
                .isSubsetOf(Stream.concat(ARROWS.keySet().stream(), OUTSIDE.stream()).toList());
    }
}
