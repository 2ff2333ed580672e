package dev.recto.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the images as OCI archives, and pushes them where a registry is named; prints a line with each one's digest. */
@Command(name = "images", mixinStandardHelpOptions = true)
public final class ImagesCommand implements Callable<Integer> {
    private static final String COMPOSED = "debian";

    @Option(names = "--home", required = true, description = "The checkout, with its services built.")
    private Path home;

    @Option(names = "--output", required = true, description = "Where the archives go.")
    private Path output;

    @Option(
            names = "--base",
            defaultValue = COMPOSED,
            description =
                    "debian for one made of Debian's packages here, a reference, or tar://FILE as docker save writes it.")
    private String base;

    @Option(names = "--worker", defaultValue = "recto-worker", description = "Name of the worker's image.")
    private String worker;

    @Option(names = "--tag", required = true)
    private String tag;

    @Option(names = "--registry", defaultValue = "", description = "Where to push to, with a path.")
    private String registry;

    @Option(names = "--insecure", description = "The registry speaks plain HTTP.")
    private boolean insecure;

    private ImagesCommand() {}

    public static void main(String[] arguments) {
        int result = commandLine().execute(arguments);
        if (result != 0) {
            System.exit(result);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new ImagesCommand());
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(output);
        Path runtime = JavaRuntime.link(output.resolve("runtime"));
        for (ServiceImage image : images()) {
            JibContainerBuilder container = image.onto(base(), runtime);
            String archive = image.name() + ".tar";
            TarImage file = TarImage.at(output.resolve(archive)).named(image.name() + ":" + tag);
            JibContainer built = container.containerize(configured(Containerizer.to(file)));
            System.out.println(archive + " " + built.getDigest());
            if (!registry.isBlank()) {
                push(image, container);
            }
        }
        return 0;
    }

    private List<ServiceImage> images() {
        return List.of(
                new ServiceImage(
                        "recto-api",
                        home.resolve("api-service/target/quarkus-app"),
                        Optional.empty(),
                        60,
                        List.of(8080, 9000)),
                new ServiceImage(
                        worker,
                        home.resolve("ocr-worker/target/quarkus-app"),
                        Optional.of(home.resolve("ocr-tools/target/tools")),
                        40,
                        List.of(8080)));
    }

    private JibContainerBuilder base() throws Exception {
        if (base.equals(COMPOSED)) {
            Path root = DebianBase.compose(output.resolve("base"));
            return Jib.fromScratch()
                    .setPlatforms(Set.of(platform()))
                    .addFileEntriesLayer(FileLayer.of("base", root, AbsoluteUnixPath.get("/"), DebianBase::isWanted));
        }
        return Jib.from(base).setPlatforms(Set.of(platform()));
    }

    /** The building machine's, as its Java runtime and natives go into the images. */
    static Platform platform() {
        String architecture = System.getProperty("os.arch");
        return new Platform(architecture.equals("aarch64") ? "arm64" : architecture, "linux");
    }

    private void push(ServiceImage image, JibContainerBuilder container) throws Exception {
        ImageReference reference = ImageReference.parse(registry + "/" + image.name() + ":" + tag);
        RegistryImage target = RegistryImage.named(reference)
                .addCredentialRetriever(CredentialRetrieverFactory.forImage(reference, event -> {})
                        .dockerConfig());
        JibContainer pushed = container.containerize(configured(Containerizer.to(target)));
        System.out.println(reference + "@" + pushed.getDigest());
    }

    private Containerizer configured(Containerizer containerizer) {
        return containerizer.setToolName("recto").setAllowInsecureRegistries(insecure);
    }
}
