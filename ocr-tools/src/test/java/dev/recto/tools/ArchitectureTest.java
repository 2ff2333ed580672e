package dev.recto.tools;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Commands use the tools, and the tools the worker's engines: nothing that runs as a service. */
@AnalyzeClasses(packages = "dev.recto.tools", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesFormNoCircles =
            slices().matching("dev.recto.tools.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyCommandsReadCommandLines = noClasses()
            .that()
            .resideOutsideOfPackage("..tools.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule toolsServeNothing = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..worker.task..", "..worker.serving..", "..worker.storage..", "jakarta..", "io.quarkus..");
}
