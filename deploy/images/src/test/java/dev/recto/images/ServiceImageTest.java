package dev.recto.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.LayerObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceImageTest {
    @TempDir
    Path folder;

    @Test
    void whatChangesOftenLiesOnTop() throws IOException {
        ContainerBuildPlan plan =
                image(service("one")).onto(Jib.fromScratch(), runtime("one")).toContainerBuildPlan();

        assertThat(plan.getLayers())
                .extracting(LayerObject::getName)
                .containsExactly("runtime", "libraries", "service");
        assertThat(paths(plan, 0)).containsExactly("/opt/java/bin/java");
        assertThat(paths(plan, 1)).containsExactly("/app/lib/main/org.other.jar");
        assertThat(paths(plan, 2))
                .containsExactly("/app/app/service.jar", "/app/lib/main/dev.recto.common.jar", "/app/quarkus-run.jar");
    }

    @Test
    void aContainerRunsJavaItselfAsAnOrdinaryUser() throws IOException {
        ContainerBuildPlan plan =
                image(service("one")).onto(Jib.fromScratch(), runtime("one")).toContainerBuildPlan();

        assertThat(plan.getUser()).isEqualTo("65532:65532");
        assertThat(plan.getEntrypoint()).startsWith("/opt/java/bin/java").endsWith("-jar", "/app/quarkus-run.jar");
    }

    @Test
    void theSameFilesMakeTheSameImage() throws Exception {
        JibContainer first = build("one");
        Files.setLastModifiedTime(folder.resolve("one/service/quarkus-run.jar"), FileTime.from(Instant.EPOCH));
        JibContainer second = build("two");

        assertThat(second.getDigest()).isEqualTo(first.getDigest());
        Files.writeString(folder.resolve("two/service/quarkus-run.jar"), "changed");
        assertThat(build("two").getDigest()).isNotEqualTo(first.getDigest());
    }

    private JibContainer build(String name) throws Exception {
        JibContainerBuilder container = image(service(name)).onto(Jib.fromScratch(), runtime(name));
        return container.containerize(
                Containerizer.to(TarImage.at(folder.resolve(name + ".tar")).named("test"))
                        .setApplicationLayersCache(folder.resolve(name + ".cache"))
                        .setBaseImageLayersCache(folder.resolve(name + ".base")));
    }

    @Test
    void itsToolsLieBesideIt() throws IOException {
        Path tools = folder.resolve("tools");
        file(tools.resolve("tool.jar"));
        ContainerBuildPlan plan = new ServiceImage("test", service("one"), Optional.of(tools), 50, List.of(8080))
                .onto(Jib.fromScratch(), runtime("one"))
                .toContainerBuildPlan();

        assertThat(paths(plan, 3)).containsExactly("/app/tools/tool.jar");
    }

    private static ServiceImage image(Path application) {
        return new ServiceImage("test", application, Optional.empty(), 50, List.of(8080));
    }

    private Path service(String name) throws IOException {
        Path service = folder.resolve(name).resolve("service");
        for (String file : List.of(
                "lib/main/org.other.jar", "lib/main/dev.recto.common.jar", "app/service.jar", "quarkus-run.jar")) {
            file(service.resolve(file));
        }
        return service;
    }

    private Path runtime(String name) throws IOException {
        Path runtime = folder.resolve(name).resolve("runtime");
        file(runtime.resolve("bin/java"));
        return runtime;
    }

    private static void file(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, path.getFileName().toString());
        }
    }

    private static List<String> paths(ContainerBuildPlan plan, int layer) {
        return ((FileEntriesLayer) plan.getLayers().get(layer))
                .getEntries().stream()
                        .map(FileEntry::getExtractionPath)
                        .map(Object::toString)
                        .toList();
    }
}
