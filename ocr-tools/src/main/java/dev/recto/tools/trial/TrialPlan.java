package dev.recto.tools.trial;

import dev.recto.worker.model.family.Family;
import dev.recto.worker.onnx.Profiles;
import dev.recto.worker.onnx.Provider;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The stages of a trial, what matters most first: whether answers are right, then how fast they come, then why. */
final class TrialPlan {
    private static final List<Family> FAMILIES = List.of(Family.LIGHTON, Family.GLM, Family.DEEPSEEK);

    private final TrialSettings settings;
    private final String main;

    /** @param main the class whose commands the stages are */
    TrialPlan(TrialSettings settings, String main) {
        this.settings = settings;
        this.main = main;
    }

    List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        if (settings.provider() == Provider.CUDA) {
            stages.add(new Stage("device", List.of("nvidia-smi")));
        }
        for (Family family : FAMILIES) {
            stages.add(tool("verify " + family, loading("verify", tiny(family))));
        }
        for (Family family : FAMILIES) {
            stages.addAll(measuring(family));
        }
        return stages;
    }

    private List<Stage> measuring(Family family) {
        Path snapshot = settings.work().resolve(family.toString());
        List<String> weights = new ArrayList<>(List.of("random", family.toString(), snapshot.toString()));
        if (settings.tiny()) {
            weights.addAll(
                    List.of("--config", tiny(family).resolve("config.json").toString()));
        }
        List<String> bench = loading("bench", snapshot);
        bench.addAll(List.of(
                "--in-flight", settings.inFlight().stream().map(String::valueOf).collect(Collectors.joining(",")),
                "--size", settings.size(),
                "--new-tokens", String.valueOf(settings.newTokens())));
        List<Stage> stages = new ArrayList<>();
        stages.add(tool("weights " + family, weights));
        stages.add(tool("bench " + family, bench));
        if (settings.provider() == Provider.CUDA) {
            List<String> graphs = new ArrayList<>(bench);
            graphs.add("--cuda-graphs");
            stages.add(tool("bench " + family + " with graphs", graphs));
        }
        Path profiles = settings.work().resolve("profiles-" + family);
        List<String> profiled = loading("bench", snapshot);
        profiled.addAll(List.of("--in-flight", "16", "--pages", "16", "--size", settings.size(), "--new-tokens", "8"));
        stages.add(new Stage(
                "bench " + family + " profiled",
                java(List.of("-D" + Profiles.DIRECTORY_PROPERTY + "=" + profiles), profiled)));
        stages.add(tool("profile " + family, List.of("profile", profiles.toString())));
        return stages;
    }

    private List<String> loading(String command, Path snapshot) {
        return new ArrayList<>(List.of(
                command,
                snapshot.toString(),
                "--provider",
                settings.provider().toString().toLowerCase(Locale.ROOT),
                "--weights",
                settings.weights().toString(),
                "--weight-cache",
                settings.work().resolve("cache").toString()));
    }

    private Path tiny(Family family) {
        return settings.snapshots().resolve(family + "-tiny");
    }

    private Stage tool(String name, List<String> arguments) {
        return new Stage(name, java(List.of(), arguments));
    }

    /** As this process runs. */
    private List<String> java(List<String> options, List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        line.addAll(arguments);
        return line;
    }
}
