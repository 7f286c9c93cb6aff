package org.domainstats.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    private static final Map<String, List<String>> ARROWS = new LinkedHashMap<>();

    static {
        ARROWS.put("base", List.of());
        ARROWS.put("model", List.of());
        ARROWS.put("store", List.of("model"));
        ARROWS.put("storesql", List.of("store", "model"));
        ARROWS.put("sqlite", List.of("store", "model", "base"));
        ARROWS.put("knowndomains", List.of("sqlite", "store", "model"));
        ARROWS.put("storesqlite", List.of("sqlite", "storesql", "store", "model", "base"));
        ARROWS.put("postgres", List.of("store", "model", "base"));
        ARROWS.put("storepostgres", List.of("postgres", "storesql", "store", "model", "base"));
        ARROWS.put("storemove", List.of("storesqlite", "sqlite", "postgres", "store"));
        ARROWS.put("registrations", List.of("store", "model", "base"));
        ARROWS.put("usage", List.of("registrations", "store", "model"));
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
                        "model",
                        "base"));
        ARROWS.put(
                "sourcecheck",
                List.of("registry", "lookup", "registrations", "store", "model", "base"));
        ARROWS.put("insight", List.of("lookup", "registrations", "store", "model", "base"));
        ARROWS.put("answerformats", List.of("model", "base"));
        ARROWS.put("logformats", List.of("answerformats"));
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

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.domainstats");

    @Test
    void modulesImportOnlyWhatThePictureShows() {
        ARROWS.forEach(
                (module, imports) -> {
                    List<String> others = new ArrayList<>(ARROWS.keySet());
                    others.add("app");
                    others.remove(module);
                    others.removeAll(imports);
                    noClasses()
                            .that()
                            .resideInAPackage(ROOT + module)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(packages(others))
                            .allowEmptyShould(true)
                            .check(classes);
                });
    }

    @Test
    void vertxAndNettyStayAtTheEdge() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages(AT_THE_EDGE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "io.vertx..")
                .check(classes);
    }

    @Test
    void onlyTheStoreAndTheMigrationSpeakSql() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        packages(
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
                                        "migration")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..")
                .check(classes);
    }

    @Test
    void everyModuleIsOneFlatPackage() {
        assertThat(classes.stream().map(each -> each.getPackageName().substring(ROOT.length())))
                .noneMatch(name -> name.indexOf('.') >= 0);
    }

    private static String[] packages(List<String> modules) {
        return modules.stream().map(module -> ROOT + module).toArray(String[]::new);
    }
}
