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

    private static final Map<String, List<String>> ARROWS = new LinkedHashMap<>();

    static {
        ARROWS.put("model", List.of());
        ARROWS.put("store", List.of("model"));
        ARROWS.put("storesqlite", List.of("store", "model"));
        ARROWS.put("lookup", List.of("store", "model"));
        ARROWS.put("registrationdata", List.of("model"));
        ARROWS.put("registry", List.of("lookup", "registrationdata", "model"));
        ARROWS.put("insight", List.of("lookup", "model"));
        ARROWS.put("protocol", List.of("model"));
        ARROWS.put("feed", List.of("store", "protocol", "model"));
        ARROWS.put("communityclient", List.of("lookup", "protocol", "feed", "store", "model"));
        ARROWS.put("communityserver", List.of("lookup", "protocol", "feed", "store", "model"));
        ARROWS.put("server", List.of("lookup", "store", "model"));
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
    void nettyStaysAtTheDoors() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        packages(
                                List.of(
                                        "model",
                                        "store",
                                        "storesqlite",
                                        "lookup",
                                        "registrationdata",
                                        "registry",
                                        "insight",
                                        "protocol")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..")
                .check(classes);
    }

    @Test
    void onlyTheSqliteStoreSpeaksSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "storesqlite")
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
