package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.tesseract.TessBaseAPI;
import org.junit.jupiter.api.Test;

class OneDnnTest {
    /** Tesseract brings OpenMP too, and a process has it once. */
    @Test
    void computesOnTheCallingThreadAlsoBesideTesseract() throws Throwable {
        assertThat(Loader.load(TessBaseAPI.class)).isNotNull();

        OneDnn.useOneThread();

        var threads = Linker.nativeLinker()
                .downcallHandle(
                        OneDnn.LIBRARY.find("omp_get_max_threads").orElseThrow(), FunctionDescriptor.of(JAVA_INT));
        assertThat((int) threads.invokeExact()).isOne();
    }
}
