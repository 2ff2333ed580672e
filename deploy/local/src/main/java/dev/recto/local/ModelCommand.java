package dev.recto.local;

import picocli.CommandLine.Command;

@Command(
        name = "model",
        description = {
            "Works on snapshots of vision-language models: ./recto model --help lists",
            "fetch (from S3), verify (compare with the reference), bench (measure) and random (make a small one)."
        })
final class ModelCommand extends ToolCommand {
    ModelCommand() {
        super("dev.recto.tools.cli.ModelCommand");
    }
}
