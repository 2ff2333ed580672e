package dev.recto.api.ocr.answer;

import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * Markdown, and the HTML of models inside of it, as elements. What was read is not trusted: only elements of text, lists, tables and pictures are kept, and of their
 * attributes only those that can't do anything. Formulas stay as they are written.
 */
final class CleanHtml {
    /** A single tilde is before a number that is about right. */
    private static final List<Extension> EXTENSIONS = List.of(
            TablesExtension.create(),
            StrikethroughExtension.builder().requireTwoTildes(true).build());

    private final Parser markdown;
    private final HtmlRenderer renderer =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();
    private final Cleaner cleaner = new Cleaner(Safelist.relaxed()
            .addTags("del", "hr", "ins", "mark", "s")
            .addAttributes("code", "class")
            .addAttributes("th", "align")
            .addAttributes("td", "align")
            .removeProtocols("a", "href", "ftp")
            .removeProtocols("img", "src", "http", "https")
            .addEnforcedAttribute("a", "rel", "noopener noreferrer nofollow"));

    CleanHtml() {
        markdown = parser().build();
    }

    private CleanHtml(Parser markdown) {
        this.markdown = markdown;
    }

    /** Of text that is no heading and no list, whatever it begins with. */
    static CleanHtml ofLines() {
        return new CleanHtml(parser().enabledBlockTypes(Set.of()).build());
    }

    private static Parser.Builder parser() {
        return Parser.builder()
                .extensions(EXTENSIONS)
                .customInlineContentParserFactory(new Formulas())
                .postProcessor(new ModelTags());
    }

    /** The body that has them. */
    Element of(String block) {
        var clean = cleaner.clean(Jsoup.parseBodyFragment(renderer.render(markdown.parse(block))));
        clean.outputSettings(new OutputSettings().prettyPrint(false));
        return clean.body();
    }
}
