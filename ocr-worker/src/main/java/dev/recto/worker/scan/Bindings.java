package dev.recto.worker.scan;

import org.bytedeco.leptonica.global.leptonica;

/** Tesseract's and Leptonica's bindings, to be set up before the first of their classes is loaded. */
public final class Bindings {
    static {
        // They otherwise refuse every allocation while the process, models included, is larger than twice its heap.
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        // A page of millions of specks otherwise writes a line to the log for each, gigabytes in all; what failed is
        // told by what comes back.
        leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
    }

    private Bindings() {}

    public static void setUp() {}
}
