package dev.recto.api.files;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One page of files. */
@JsonNaming(SnakeCaseStrategy.class)
record FileList(
        String object,
        List<FileView> data,
        boolean hasMore,
        @Nullable UUID firstId,
        @Nullable UUID lastId,
        @Nullable Long total) {
    static FileList of(FilePage page, boolean openAi) {
        List<FileView> data =
                page.files().stream().map(file -> FileView.of(file, openAi)).toList();
        return new FileList(
                "list",
                data,
                page.more(),
                data.isEmpty() ? null : data.getFirst().id(),
                data.isEmpty() ? null : data.getLast().id(),
                page.total());
    }
}
