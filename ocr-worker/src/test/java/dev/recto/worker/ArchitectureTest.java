package dev.recto.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Arrows point one way: tasks to the reader's port, engines to it from the other side, and all of them down. */
@AnalyzeClasses(packages = "dev.recto.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule roomsFormNoCircles =
            slices().matching("dev.recto.worker.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesFormNoCircles =
            slices().matching("dev.recto.worker.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule graphsKnowNeitherFamiliesNorPages = noClasses()
            .that()
            .resideInAnyPackage("..worker.graph..", "..worker.snapshot..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..worker.model..", "..worker.engine..", "..worker.serving..", "..worker.image..");

    @ArchTest
    static final ArchRule onlyTasksKnowKafka = noClasses()
            .that()
            .resideOutsideOfPackage("..worker.task..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule nobodyKnowsTasks = noClasses()
            .that()
            .resideOutsideOfPackage("..worker.task..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..worker.task..");

    @ArchTest
    static final ArchRule tasksKnowNoEngine = noClasses()
            .that()
            .resideInAPackage("..worker.task..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..worker.tesseract..",
                    "..worker.none..",
                    "..worker.serving..",
                    "..worker.engine..",
                    "..worker.onnx..");

    @ArchTest
    static final ArchRule documentsAndReaderKnowNoEngine = noClasses()
            .that()
            .resideInAnyPackage("..worker.document..", "..worker.reader..", "..worker.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..worker.tesseract..",
                    "..worker.none..",
                    "..worker.serving..",
                    "..worker.engine..",
                    "..worker.layout..");

    @ArchTest
    static final ArchRule numbersAndPixelsKnowNothingAboveThem = noClasses()
            .that()
            .resideInAnyPackage("..worker.onnx..", "..worker.onednn..", "..worker.decode..", "..worker.image..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..worker.task..",
                    "..worker.reader..",
                    "..worker.document..",
                    "..worker.serving..",
                    "..worker.model..",
                    "..worker.engine..",
                    "..worker.graph..",
                    "io.quarkus..",
                    "jakarta..");

    @ArchTest
    static final ArchRule theDetectorStandsBesideTheFamilies = noClasses()
            .that()
            .resideInAnyPackage("..worker.detector..", "..worker.regions..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..worker.model..",
                    "..worker.engine..",
                    "..worker.serving..",
                    "..worker.decode..",
                    "..worker.reader..",
                    "io.quarkus..",
                    "jakarta..");

    @ArchTest
    static final ArchRule layoutIsPureData = noClasses()
            .that()
            .resideInAPackage("..worker.layout..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "org.bytedeco..", "..worker.tesseract..", "java.awt..");
}
