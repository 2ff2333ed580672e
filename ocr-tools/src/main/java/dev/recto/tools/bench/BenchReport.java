package dev.recto.tools.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * One line of the benchmark. Times in seconds unless the name says otherwise; rates count what the named stage did while
 * it ran, but {@code pagesPerS} the whole.
 *
 * @param promptTokens image tokens included
 * @param encodeMs vision and embedding, per page; so are the two that follow, so that the three add up to a page's time
 * @param encodeCpuMs what the stage used of the processors, all threads together, per page; so are the two that follow
 * @param draftMs what the draft layer had of decoding
 * @param draftTokens that it guesses in a step
 * @param stepTokens new tokens of a page for each step that it takes part in, mean
 * @param acceptedShare of all drafts, those behind wrong ones included
 * @param firstTokenS from submission to the end of prefill, mean
 * @param engineOverhead share of decode steps spent outside the model
 * @param modelBusy share of the time in which the stepping thread was in the model
 * @param cpuBusy processor time over time × threads
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record BenchReport(
        String engine,
        String family,
        String provider,
        String dtype,
        int threads,
        int visionBatch,
        int inFlight,
        int pages,
        int width,
        int height,
        int imageTokens,
        int promptTokens,
        int newTokens,
        double loadS,
        double encodeMs,
        double prefillMs,
        double decodeMs,
        double draftMs,
        int draftTokens,
        double stepTokens,
        double acceptedShare,
        double encodeCpuMs,
        double prefillCpuMs,
        double decodeCpuMs,
        double prefillTokS,
        double firstTokenS,
        double decodeTokS,
        double outputTokS,
        double pagesPerS,
        double latencyP50S,
        double latencyP95S,
        double engineOverhead,
        double modelBusy,
        double cpuBusy,
        @JsonProperty("peak_rss_gb") double peakRssGb) {}
