package dev.recto.tools.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What a layout detector takes for a page, one after the other, in seconds: the fastest and the middle one of all.
 *
 * @param networkCpuS processor time of all threads, that of the page in the middle: what a busy machine blurs least
 * @param pixelsS from the page to what the network sees, mean
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DetectorReport(
        int threads,
        int width,
        int height,
        int pages,
        double loadS,
        double pixelsS,
        double networkLeastS,
        double networkMedianS,
        double networkCpuS,
        double pagesPerS,
        @JsonProperty("peak_rss_gb") double peakRssGb) {}
