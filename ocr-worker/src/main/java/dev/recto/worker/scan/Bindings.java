package dev.recto.worker.scan;

/** Tesseract's and Leptonica's bindings, to be set up before the first of their classes is loaded. */
public final class Bindings {
    static {
        // They otherwise refuse every allocation while the process, models included, is larger than twice its heap.
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    }

    private Bindings() {}

    public static void setUp() {}
}
