package dev.recto.tools.cli;

import dev.recto.worker.model.family.Family;
import dev.recto.worker.model.family.RandomSnapshot;
import dev.recto.worker.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "random",
        description = {
            "Writes a snapshot of a family of models with random weights, to measure with: config.json and",
            "model.safetensors, no tokenizer. The weights are bf16 and take as much disk as the published ones."
        },
        mixinStandardHelpOptions = true)
final class RandomCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FAMILY",
            converter = FamilyConverter.class,
            description = "deepseek-ocr, lightonocr-2 or glm-ocr.")
    private Family family;

    @Parameters(index = "1", paramLabel = "DIR", description = "Where it is written.")
    private Path directory;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A config.json with other dimensions than those of the published model.")
    private @Nullable Path config;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            RandomSnapshot.write(family, config, directory);
        } catch (SnapshotException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return 0;
    }

    private static final class FamilyConverter implements ITypeConverter<Family> {
        @Override
        public Family convert(String value) {
            return Arrays.stream(Family.values())
                    .filter(family -> family.toString().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no family " + value));
        }
    }
}
