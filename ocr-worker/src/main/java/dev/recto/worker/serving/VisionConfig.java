package dev.recto.worker.serving;

import dev.recto.worker.graph.CacheFormat;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.onnx.Provider;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How vision-language models read pages. */
@ConfigMapping(prefix = "recto.worker.vlm")
public interface VisionConfig {
    /** Options that belong together, as defaults for the others: cuda. */
    Optional<Preset> preset();

    /** Pages in a model's cache at the same time; memory is taken as pages fill it. */
    @WithDefault("4")
    int slots();

    /** Pages that are drawn, prepared and encoded while all slots are taken. */
    @WithDefault("1")
    int ahead();

    /** Tokens of one slot, prompt and answer; what the model was made for if that is less. */
    @WithDefault("8192")
    int slotTokens();

    /** Tokens that a step feeds while pages are generating, theirs included: how long another page's prompt holds them up. */
    @WithDefault("512")
    int stepTokens();

    /** Prompt tokens that a step feeds while no page is generating: bounds the memory of a step. */
    @WithDefault("2048")
    int chunkTokens();

    /** Threads of one step; as many as there are processors by default. */
    Optional<Integer> threads();

    /** What computes: cpu, or cuda in a worker built with it. */
    @WithDefault("cpu")
    Provider provider();

    Cuda cuda();

    Memory memory();

    /** How matrices are kept: fp32, int8 or int4, on CUDA bf16, fp16, int8 or int4; by default fp32 on a CPU, bf16 on CUDA. */
    Optional<Precision> weights();

    /** How keys and values are kept: full, or int8 on CPUs that multiply bytes; by default int8 with weights of int8 or int4 there. */
    Optional<CacheFormat> cache();

    /** Tokens that a model's draft layer guesses in each step, which checks them all at once: for GLM-OCR on a CPU; 0 for none. */
    @WithDefault("0")
    int draftTokens();

    /** Tokens with the largest logits among which one is drawn, where that is sure to be the one that would be drawn among all; 0 for all. */
    @WithDefault("64")
    int topTokens();

    /** Pixels of the longer side of what a model is shown, where that is less than it would take: for CPUs; half the side is a quarter of the patches. */
    Optional<Integer> longestSide();

    /** Pages that go through the vision towers together, where their sizes agree; 1 on a CPU and 4 on CUDA by default. */
    Optional<Integer> visionBatch();

    /** Pages that wait for the vision towers with their pixels prepared; as many as go through them together by default. */
    Optional<Integer> prepared();

    /** Directory for converted weights; one in the user's cache directory by default. */
    Optional<Path> weightCache();

    /** What converted weights may take there; beyond that those go that nobody uses, the longest unused first. */
    @WithDefault("16G")
    MemorySize weightCacheSize();

    /** Most tokens of an answer. */
    @WithDefault("4096")
    int maxNewTokens();

    /** Tokens of the answer to the warm-up page. */
    @WithDefault("8")
    int warmUpTokens();

    /** How often the engine, when it has failed on a page, is given a plain one of its size before it counts as broken. */
    @WithDefault("2")
    int checkups();

    /** How long a run of the model may go on that nobody waits for any more before the engine counts as broken: it hangs. */
    @WithDefault("1m")
    Duration stopTimeout();

    Loop loop();

    Layout layout();

    Blank blank();

    Turned turned();

    DeepSeek deepseek();

    LightOn lighton();

    Glm glm();

    /** How the CUDA provider uses its device. */
    interface Cuda {
        /** Number of the device. */
        @WithDefault("0")
        int device();

        /** Bytes that each of a model's networks may take on the device; 0 for no limit. */
        @WithDefault("0")
        long memoryLimit();

        /** Captures decode steps as CUDA graphs, one for each number of rows and range of lengths. */
        @WithDefault("false")
        boolean graphs();

        /** Whether nodes without a CUDA kernel may be computed on the CPU, slowly; otherwise a model that has some isn't opened. */
        @WithDefault("false")
        boolean fallback();
    }

    /** What models may take, which is planned before they are loaded. */
    interface Memory {
        /** Whether a worker that may need more than there is refuses to start. */
        @WithDefault("true")
        boolean checked();

        /** Whether it takes as many slots as there is room for in place of that, where that is one at least. */
        @WithDefault("true")
        boolean fewerSlots();

        /** Main memory that the process may take; what its container or machine has by default. */
        Optional<MemorySize> host();

        /** Memory of the CUDA device; what is free at the start by default, where the device tells. */
        Optional<MemorySize> device();

        /** Share of both, from 0 to 1, that stays free for what isn't planned. */
        @WithDefault("0.1")
        double headroom();
    }

    /** When an answer runs in circles; see {@link dev.recto.worker.decode.LoopLimits}. */
    interface Loop {
        @WithDefault("512")
        int minimumTokens();

        @WithDefault("5")
        int minimumCopies();

        @WithDefault("1024")
        int longestPiece();

        /** Temperature at which the page goes on from before the loop; 0 for no second try. */
        @WithDefault("0.4")
        double retryTemperature();

        @WithDefault("0.95")
        double retryTopP();
    }

    /** How a model with a layout finds and reads the regions of a page. */
    interface Layout {
        /** Least score of a detection, from 0 to 1. */
        @WithDefault("0.3")
        double threshold();

        /** What computes the detector: cpu, or cuda in a worker built with it, on the device of the model. */
        @WithDefault("cpu")
        Provider provider();

        /** Threads of the detector; as many as the model's steps have by default. */
        Optional<Integer> threads();

        /** How matrices and kernels are kept: fp32 or int8, on CUDA bf16 or fp16; by default fp32 on a CPU, bf16 on CUDA. */
        Optional<Precision> weights();

        /** In place of the model's own for whole pages; 1 for none. */
        @WithDefault("1.1")
        double repetitionPenalty();
    }

    /** Which pages are not shown to the model; see {@link dev.recto.worker.image.BlankPage}. */
    interface Blank {
        @WithDefault("true")
        boolean detected();

        @WithDefault("48")
        int contrast();

        @WithDefault("0.04")
        double inkShare();

        @WithDefault("0.02")
        double margin();

        @WithDefault("1")
        int inkedCells();
    }

    /** Which pages are turned before the model sees them. */
    interface Turned {
        @WithDefault("true")
        boolean detected();

        /** In Tesseract's measure, above which a page is taken to lie on its side or head. */
        @WithDefault("4")
        double certainty();

        /** Pages looked at at the same time, one thread each; a quarter of the processors by default. */
        Optional<Integer> slots();
    }

    /** DeepSeek-OCR's options. */
    interface DeepSeek {
        @WithDefault("0")
        double temperature();

        @WithDefault("1")
        double topP();

        /** Repeated sequences of so many tokens are forbidden; 0 for none. */
        @WithDefault("30")
        int ngramSize();

        /** How many of the last tokens count for that. */
        @WithDefault("90")
        int ngramWindow();
    }

    /** LightOnOCR-2's options; its authors sample with temperature 0.2 and top-p 0.9. */
    interface LightOn {
        @WithDefault("0")
        double temperature();

        @WithDefault("0.9")
        double topP();
    }

    /** GLM-OCR's options. */
    interface Glm {
        @WithDefault("0")
        double temperature();

        @WithDefault("1")
        double topP();

        /** 1 for none; its authors' tools use 1.1, which can harm tables. */
        @WithDefault("1")
        double repetitionPenalty();
    }
}
