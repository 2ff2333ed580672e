package dev.recto.api.files;

import dev.recto.api.web.input.TextFields;
import dev.recto.api.web.input.Word;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which files to list, in which order, and which piece of the list. */
record FileQuery(
        Optional<FilePurpose> purpose,
        Optional<UUID> createdBy,
        Optional<String> search,
        List<String> mimetypes,
        List<SampleType> sampleTypes,
        List<FileSource> sources,
        Order order,
        Piece piece,
        boolean total) {
    private static final int DEFAULT_SIZE = 100;
    private static final int MAX_LIMIT = 10_000;
    /** Where a client may ask for more, it is told that there is more. */
    private static final int MAX_PAGE_SIZE = 1000;

    private static final int MAX_SEARCH = 200;

    /** By time of creation. */
    enum Order implements Word {
        ASC,
        DESC
    }

    /** The two ways of paging. */
    sealed interface Piece {
        int size();

        record Behind(Optional<UUID> after, int size) implements Piece {}

        record Page(int number, int size) implements Piece {}
    }

    static FileQuery parse(MultivaluedMap<String, String> parameters) {
        TextFields fields = TextFields.ofQuery(parameters);
        FileQuery query = new FileQuery(
                fields.word("purpose", FilePurpose.class),
                fields.uuid("created_by"),
                fields.text("search", MAX_SEARCH),
                fields.texts("mimetypes"),
                fields.words("sample_type", SampleType.class),
                fields.words("source", FileSource.class),
                fields.word("order", Order.class).orElse(Order.DESC),
                piece(fields),
                fields.flag("include_total").orElse(true));
        fields.check();
        return query;
    }

    private static Piece piece(TextFields fields) {
        Optional<UUID> after = fields.uuid("after");
        Optional<Integer> limit = fields.number("limit", 1, MAX_LIMIT);
        int number = fields.number("page", 0, Integer.MAX_VALUE).orElse(0);
        int size = fields.number("page_size", 1, MAX_PAGE_SIZE).orElse(DEFAULT_SIZE);
        return after.isPresent() || limit.isPresent()
                ? new Piece.Behind(after, Math.min(limit.orElse(DEFAULT_SIZE), MAX_PAGE_SIZE))
                : new Piece.Page(number, size);
    }
}
