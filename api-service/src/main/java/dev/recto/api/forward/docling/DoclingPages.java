package dev.recto.api.forward.docling;

import dev.recto.api.forward.docling.DoclingAnswer.Content;
import dev.recto.api.forward.docling.DoclingAnswer.Item;
import dev.recto.api.forward.docling.DoclingAnswer.Page;
import dev.recto.api.forward.docling.DoclingAnswer.Size;
import dev.recto.api.forward.upstream.Answered;
import dev.recto.api.forward.upstream.ReadPage;
import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageResult;
import dev.recto.model.TokenUsage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Docling's markdown, cut at its page breaks. There is one break between two pages that have something on them, none for the
 * empty pages in between; so the JSON has to tell which page a piece belongs to. Without it, no page counts as empty.
 */
final class DoclingPages {
    private static final Pattern PICTURE = Pattern.compile("<!-- image -->\\n*");
    /** Possessive: else each row takes a frame of the stack, of which a long table has too many. */
    private static final Pattern TABLE = Pattern.compile("(?m)(?:^\\|.*\\|[ \\t]*$\\n?){2,}+");

    private final DoclingOptions options;
    private final String markdown;
    private final @Nullable Content content;

    DoclingPages(DoclingOptions options, DoclingAnswer.Document document) {
        this.options = options;
        this.markdown = document.mdContent() == null ? "" : document.mdContent();
        this.content = document.jsonContent();
    }

    /** @throws IOException if pieces and pages do not fit */
    List<ReadPage> read() throws IOException {
        List<String> pieces = List.of(markdown.split(Pattern.quote(options.mdPageBreakPlaceholder()), -1));
        Map<Integer, Page> sizes = content == null ? null : content.pages();
        Map<Integer, String> texts = sizes == null ? inARow(pieces) : texts(pieces, new TreeSet<>(sizes.keySet()));
        List<ReadPage> pages = new ArrayList<>();
        for (Map.Entry<Integer, String> text : texts.entrySet()) {
            pages.add(new ReadPage(
                    text.getKey() - 1, result(text.getValue(), sizes == null ? null : sizes.get(text.getKey()))));
        }
        return pages;
    }

    /** @return the text of each page, counted from 1 */
    private Map<Integer, String> inARow(List<String> pieces) {
        Map<Integer, String> texts = new TreeMap<>();
        pieces.forEach(piece -> texts.put(options.firstPage() + 1 + texts.size(), piece.strip()));
        return texts;
    }

    private Map<Integer, String> texts(List<String> pieces, Set<Integer> all) throws IOException {
        Map<Integer, String> texts = new TreeMap<>();
        all.forEach(page -> texts.put(page, ""));
        if (markdown.isBlank()) {
            return texts;
        }
        Set<Integer> withText = withText();
        if (pieces.size() != all.size() && pieces.size() != withText.size()) {
            throw new IOException("pieces and pages differ");
        }
        Iterator<String> piece = pieces.iterator();
        for (int page : pieces.size() == all.size() ? all : withText) {
            texts.put(page, piece.next().strip());
        }
        return texts;
    }

    private Set<Integer> withText() {
        Set<Integer> pages = new TreeSet<>();
        if (content != null) {
            Stream.of(content.texts(), content.tables(), content.pictures())
                    .flatMap(items -> items == null ? Stream.of() : items.stream())
                    .filter(item -> item.layer() == null || item.layer().equals("body"))
                    .map(Item::prov)
                    .filter(places -> places != null && !places.isEmpty())
                    .forEach(places -> pages.add(places.getFirst().page()));
        }
        return pages;
    }

    /** Pictures are not asked for, so their marks go; tables are marked as such. */
    private static PageResult result(String text, @Nullable Page page) {
        String markdown = PICTURE.matcher(text).replaceAll("").strip();
        return new PageResult(
                markdown,
                dimensions(page == null ? null : page.size()),
                TABLE.matcher(markdown).results().map(DoclingPages::table).toList(),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                TokenUsage.NONE,
                Set.of(),
                0);
    }

    private static Block table(MatchResult table) {
        int end = table.end() - (table.group().endsWith("\n") ? 1 : 0);
        return new Block(BlockType.TABLE, null, table.start(), end, null, null);
    }

    private static PageDimensions dimensions(@Nullable Size size) {
        if (size == null || size.width() < 1 || size.height() < 1) {
            return Answered.UNKNOWN_SIZE;
        }
        return new PageDimensions((int) Math.round(size.width()), (int) Math.round(size.height()), 72);
    }
}
