package dev.recto.tools.cli;

import dev.recto.worker.detector.RandomDetector;
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
            "model.safetensors, no tokenizer. The weights take as much disk as the published ones."
        },
        mixinStandardHelpOptions = true)
final class RandomCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FAMILY",
            converter = KindConverter.class,
            description = "deepseek-ocr, lightonocr-2, glm-ocr or " + RandomDetector.NAME + ".")
    private Kind kind = (configuration, target) -> {};

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
            kind.write(config, directory);
        } catch (SnapshotException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return 0;
    }

    /** What can be written. */
    private interface Kind {
        void write(@Nullable Path config, Path directory) throws IOException;
    }

    private static final class KindConverter implements ITypeConverter<Kind> {
        @Override
        public Kind convert(String value) {
            if (value.equals(RandomDetector.NAME)) {
                return RandomDetector::write;
            }
            Family found = Arrays.stream(Family.values())
                    .filter(family -> family.toString().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no family " + value));
            return (config, directory) -> RandomSnapshot.write(found, config, directory);
        }
    }
}
