package dev.recto.api.files;

import java.nio.file.Path;

/** What a client sends to be stored. */
record NewFile(FileLabel label, Path bytes, long size) {}
