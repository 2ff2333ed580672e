package dev.recto.api.files;

/** Bounds of OpenAI's way to say when a file is deleted. */
public final class ExpiresAfter {
    public static final int MIN_SECONDS = 3600;
    public static final int MAX_SECONDS = 2_592_000;

    private ExpiresAfter() {}
}
