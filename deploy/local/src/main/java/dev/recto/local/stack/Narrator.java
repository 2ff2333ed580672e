package dev.recto.local.stack;

/** Hears what the stack is doing, one sentence at a time, from any thread. */
@FunctionalInterface
public interface Narrator {
    Narrator SILENT = sentence -> {};

    void say(String sentence);
}
