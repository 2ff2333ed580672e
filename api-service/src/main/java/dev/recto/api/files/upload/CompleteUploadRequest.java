package dev.recto.api.files.upload;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ids of the parts in the order of the file, and its MD5 sum if the client knows it. */
record CompleteUploadRequest(
        @NotNull @Size(min = 1, max = 10_000) @JsonProperty("part_ids")
        List<@NotNull String> partIds,

        @Pattern(regexp = "[0-9a-fA-F]{32}") @Nullable String md5) {}
