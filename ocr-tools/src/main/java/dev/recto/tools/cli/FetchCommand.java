package dev.recto.tools.cli;

import dev.recto.tools.fetch.S3Snapshot;
import dev.recto.tools.fetch.Sha256;
import dev.recto.tools.fetch.SnapshotFetch;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "fetch",
        description = {
            "Copies a snapshot from S3 into a directory, which is there whole or not at all.",
            "Below the prefix lies SHA256SUMS, as sha256sum writes it for all files; the digest is that of this list.",
            "A command that broke off goes on where it was when it is run again.",
            "Where S3 is and who asks is taken from AWS's own variables: AWS_REGION, AWS_ENDPOINT_URL_S3,",
            "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, or those of a workload identity."
        },
        mixinStandardHelpOptions = true)
final class FetchCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "S3-URI", description = "Such as s3://models/zai-org/GLM-OCR.")
    private URI location;

    @Parameters(index = "1", paramLabel = "DIR", description = "Snapshot directory to be made.")
    private Path directory;

    @Option(
            names = "--digest",
            required = true,
            paramLabel = "sha256:HEX",
            converter = DigestConverter.class,
            description = "Of SHA256SUMS.")
    private Sha256 digest;

    @Option(names = "--path-style", description = "The bucket is part of the address's path, not of the host's name.")
    private boolean pathStyle;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (S3Snapshot snapshot = S3Snapshot.open(location, pathStyle)) {
            new SnapshotFetch(snapshot, digest, out::println)
                    .into(directory.toAbsolutePath().normalize());
        }
        return 0;
    }

    private static final class DigestConverter implements ITypeConverter<Sha256> {
        @Override
        public Sha256 convert(String value) {
            try {
                return Sha256.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
