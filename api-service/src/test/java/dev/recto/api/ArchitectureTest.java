package dev.recto.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.recto.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] HTTP = {
        "dev.recto.api.web..", "jakarta.ws.rs..", "io.vertx.ext.web..", "io.quarkus.vertx.http.."
    };

    @ArchTest
    static final ArchRule ROOMS_FORM_NO_CIRCLES =
            slices().matching("dev.recto.api.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CIRCLES =
            slices().matching("dev.recto.api.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule WHAT_LIES_BENEATH_ROUTES_KNOWS_NOTHING_OF_HTTP = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.recto.api.background..",
                    "dev.recto.api.fault..",
                    "dev.recto.api.fetch..",
                    "dev.recto.api.forward..",
                    "dev.recto.api.jobs..",
                    "dev.recto.api.limits..",
                    "dev.recto.api.messaging..",
                    "dev.recto.api.postgres..",
                    "dev.recto.api.reading..",
                    "dev.recto.api.storage..",
                    "dev.recto.api.temporary..",
                    "dev.recto.api.tenancy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HTTP);

    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_KNOWS_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackage("dev.recto.api.messaging..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_KNOWS_S3 = noClasses()
            .that()
            .resideOutsideOfPackage("dev.recto.api.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule JOBS_AND_UPSTREAMS_KNOW_NOTHING_OF_WHO_ASKS = noClasses()
            .that()
            .resideInAnyPackage("dev.recto.api.jobs..", "dev.recto.api.forward..", "dev.recto.api.reading..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.recto.api.ocr..", "dev.recto.api.batch..", "dev.recto.api.files..");

    @ArchTest
    static final ArchRule RESOURCES_ARE_NAMED_SO =
            classes().that().areAnnotatedWith("jakarta.ws.rs.Path").should().haveSimpleNameEndingWith("Resource");
}
