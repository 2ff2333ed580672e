package dev.recto.tools.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunProfileTest {
    private static final String LOADING =
            "{\"cat\": \"Session\", \"name\": \"model_loading_array\", \"dur\": 900, \"args\": {}}";

    @TempDir
    Path folder;

    @Test
    void addsUpTheNodesOfTheLastRun() throws IOException {
        RunProfile profile = read("[" + LOADING + "," + node("MatMul", "CPU", 1) + "," + run(5) + ","
                + node("MatMul", "CUDA", 10) + "," + node("Add", "CUDA", 100) + "," + node("MatMul", "CUDA", 20) + ","
                + node("MatMul", "CPU", 3) + "," + run(200) + "]");

        assertThat(profile.runs()).isEqualTo(2);
        assertThat(profile.microseconds()).isEqualTo(200);
        assertThat(profile.nodes()).isEqualTo(4);
        assertThat(profile.operators())
                .containsExactly(
                        new OperatorTotal("Add", "CUDA", 1, 100, 111),
                        new OperatorTotal("MatMul", "CUDA", 2, 30, 222),
                        new OperatorTotal("MatMul", "CPU", 1, 3, 111));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[", "[]", "[" + LOADING + "]", "[{\"name\": \"model_run\""})
    void whatIsNoProfileIsSaid(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    private RunProfile read(String text) throws IOException {
        return RunProfile.of(Files.writeString(folder.resolve("profile.json"), text));
    }

    private static String node(String operator, String provider, long microseconds) {
        return ("{\"cat\": \"Node\", \"name\": \"n\", \"dur\": %d, \"args\": {\"op_name\": \"%s\", \"provider\": \"%s\","
                        + " \"activation_size\": \"1\", \"parameter_size\": \"10\", \"output_size\": \"100\"}}")
                .formatted(microseconds, operator, provider);
    }

    private static String run(long microseconds) {
        return "{\"cat\": \"Session\", \"name\": \"model_run\", \"dur\": %d, \"args\": {}}".formatted(microseconds);
    }
}
