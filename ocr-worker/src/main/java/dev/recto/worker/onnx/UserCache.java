package dev.recto.worker.onnx;

import java.nio.file.Path;

/** Where things are kept that can be made again: {@code $XDG_CACHE_HOME/recto}, else {@code ~/.cache/recto}. */
public final class UserCache {
    private UserCache() {}

    public static Path directory() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base =
                xdg != null && !xdg.isEmpty() ? Path.of(xdg) : Path.of(System.getProperty("user.home", "."), ".cache");
        return base.resolve("recto");
    }
}
