package dev.recto.worker.onnx;

/**
 * Microsoft's builds of ONNX Runtime since 1.29 report the machine, the process's command line and every session to a
 * service of Microsoft's, and keep an identifier of the user on disk. Only an environment variable, read when the library
 * makes its first environment, prevents all of that; so it is set here, in this process, before the library is loaded.
 */
final class Telemetry {
    static final String OPT_OUT = "ORT_DISABLE_TELEMETRY";

    private Telemetry() {}

    static void disable() {
        ProcessEnvironment.set(OPT_OUT, "1");
    }
}
