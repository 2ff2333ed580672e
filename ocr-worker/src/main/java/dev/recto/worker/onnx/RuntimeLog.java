package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Takes the runtime's own lines, from warnings on, to the worker's log. They name operators, values, shapes and files, never what
 * tensors hold. A place in the runtime's source that says the same of node after node or run after run is heard a few times.
 */
final class RuntimeLog {
    /** {@code ORT_LOGGING_LEVEL_WARNING}. */
    static final int WARNING = 2;

    private static final Logger LOG = Logger.getLogger(RuntimeLog.class);
    private static final int ERROR = 3;
    private static final int LINES_OF_A_PLACE = 10;
    private static final int PLACES = 1000;
    private static final int LONGEST = 1000;

    private static final Map<String, Integer> SAID = new ConcurrentHashMap<>();

    private RuntimeLog() {}

    /** An {@code OrtLoggingFunction}, which lives as long as the process: so does whatever may call it. */
    static MemorySegment function() {
        return Function.STUB;
    }

    /** Made when an environment is, not with the class: the linker must have been allowed by then. */
    private static final class Function {
        static final MemorySegment STUB = stub();

        private static MemorySegment stub() {
            FunctionDescriptor type = FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
            MethodType signature = type.toMethodType();
            try {
                return Linker.nativeLinker()
                        .upcallStub(
                                MethodHandles.lookup().findStatic(RuntimeLog.class, "line", signature),
                                type,
                                Arena.global());
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** INVARIANT: throws nothing, for that would end the process. */
    @SuppressWarnings("unused")
    private static void line(
            MemorySegment context,
            int severity,
            MemorySegment category,
            MemorySegment logger,
            MemorySegment place,
            MemorySegment message) {
        try {
            say(severity, text(place), text(message));
        } catch (Throwable lost) {
            SAID.merge("lost", 1, Integer::sum);
        }
    }

    private static String text(MemorySegment string) {
        return string.address() == 0 ? "" : string.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /** Returns whether the line went to the log. */
    static boolean say(int severity, String place, String message) {
        if (SAID.size() >= PLACES && !SAID.containsKey(place)) {
            return false;
        }
        int times = SAID.merge(place, 1, Integer::sum);
        if (times > LINES_OF_A_PLACE) {
            return false;
        }
        String line = message.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        LOG.logf(
                severity >= ERROR ? Logger.Level.ERROR : Logger.Level.WARN,
                "ONNX Runtime: %s%s",
                line.substring(0, Math.min(LONGEST, line.length())),
                times == LINES_OF_A_PLACE ? " (and no more lines of this kind)" : "");
        return true;
    }
}
