package dev.recto.worker.tesseract;

import dev.recto.worker.graph.Precision;
import dev.recto.worker.onnx.Provider;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The CPU engine. */
@ConfigMapping(prefix = "recto.worker.tesseract")
public interface TesseractConfig {
    @WithDefault("true")
    boolean enabled();

    /** Pages read at the same time, one thread each; by default as many as there are processors, and memory for. */
    Optional<Integer> slots();

    /** How long a reading may go on that nobody waits for any more; when every slot has such a one, the worker ends, to be started again. */
    @WithDefault("5m")
    Duration stopTimeout();

    /** Resolution at which PDF pages are read. */
    @WithDefault("300")
    int dpi();

    /** Languages that pages may be written in, the main one first; {@code eng+deu} is one in which both are read together. */
    @WithDefault("eng,deu,fra,spa,ita,nld,por")
    List<String> languages();

    /** Languages beside the main one that each slot keeps loaded, those used last; at least one. */
    @WithDefault("1")
    int furtherLanguages();

    /** Folder with a {@code .traineddata} file for each language that does not come with the worker, or in place of one that does. */
    Optional<Path> dataDirectory();

    /** Below this mean confidence the page is read turned, too, if it seems to lie on its side or head; the better reading counts. */
    @WithDefault("0.7")
    double turnBelow();

    /** Words less certain than this are taken for dirt. */
    @WithDefault("0.15")
    double minWordConfidence();

    /** Pixels that a page of small type is enlarged to at most, which would be lost otherwise; 0 for never. */
    @WithDefault("20000000")
    long enlargeTo();

    SecondReading secondReading();

    /** Of a copy from which stains, rules and what shines through are gone, and on which faint ink is black; the better reading counts. */
    interface SecondReading {
        /** Below this mean confidence a page is read again; and whatever it is, where much of its ink was not read. */
        @WithDefault("0.85")
        double below();

        /** Of one page; what is not read by then is given up. As long at most words are looked for in its pictures. */
        @WithDefault("20s")
        Duration timeout();

        /** Connected pieces of ink, of which dirt has many: a page with more is not read again. */
        @WithDefault("20000")
        int maxShapes();

        /** Cells of a page's tables that are read again, each by itself, where they are not like the rest of their column; 0 for none. */
        @WithDefault("150")
        int maxCells();
    }

    Layout layout();

    /** What finds the regions of a page that are read one by one. */
    interface Layout {
        /** Snapshot directory of PP-DocLayoutV3; without it Tesseract lays pages out itself. */
        @WithParentName
        Optional<Path> snapshot();

        /** Least score of a region, from 0 to 1. */
        @WithDefault("0.3")
        double threshold();

        /** What computes it: cpu, or cuda in a worker built with it. */
        @WithDefault("cpu")
        Provider provider();

        Cuda cuda();

        /** Threads of the detector, which looks at one page at a time; as many as there are processors by default. */
        Optional<Integer> threads();

        /** How its matrices and kernels are kept: fp32 or int8, on CUDA bf16 or fp16; by default fp32 on a CPU, bf16 on CUDA. */
        Optional<Precision> weights();

        /** Directory for its converted weights; one in the user's cache directory by default. */
        Optional<Path> weightCache();

        /** That of the models, unless told otherwise. */
        interface Cuda {
            /** Number of the device. */
            @WithDefault("${recto.worker.vlm.cuda.device:0}")
            int device();

            /** Whether nodes without a CUDA kernel may be computed on the CPU, slowly. */
            @WithDefault("${recto.worker.vlm.cuda.fallback:false}")
            boolean fallback();
        }
    }
}
