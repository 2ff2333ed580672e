package dev.recto.api.forward.upstream;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.reading.PageSelection;
import dev.recto.model.PageDimensions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The pages of an answer held against those that were asked for. */
public final class Answered {
    /** Stands for the size of a page that an upstream does not tell. */
    public static final PageDimensions UNKNOWN_SIZE = new PageDimensions(1, 1, 72);

    private Answered() {}

    /** Exactly the selected pages, in order; an upstream may leave out those behind the document's end without a word. */
    public static List<ReadPage> pages(PageSelection asked, List<ReadPage> answered) {
        Map<Integer, ReadPage> pages = answered.stream()
                .collect(
                        Collectors.toMap(ReadPage::number, Function.identity(), (first, again) -> first, TreeMap::new));
        return switch (asked) {
            case PageSelection.All all
            when pages.isEmpty() -> throw new ApiException(ErrorCode.EMPTY_DOCUMENT).param("document");
            case PageSelection.All all -> List.copyOf(pages.values());
            case PageSelection.Some some
            when !pages.keySet().containsAll(some.numbers()) ->
                throw new ApiException(ErrorCode.PAGE_OUT_OF_RANGE).param("pages");
            case PageSelection.Some some ->
                some.numbers().stream()
                        .map(number -> Objects.requireNonNull(pages.get(number)))
                        .toList();
        };
    }
}
