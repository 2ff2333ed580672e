package dev.recto.api.ocr.answer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * HTML that needs nothing beside it: pictures are in it, and formulas stay as they are written. What was read is not trusted:
 * only elements of text, lists, tables and pictures are kept, and of their attributes only those that can't do anything.
 */
final class HtmlForm implements DocumentForm {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private final Parser markdown = Parser.builder()
            .extensions(EXTENSIONS)
            .customInlineContentParserFactory(new Formulas())
            .build();
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
    private Map<String, String> pictures = Map.of();
    private Map<String, String> picturesBefore = Map.of();

    @Override
    public boolean showsPictures() {
        return true;
    }

    @Override
    public void pictures(List<OcrPage.Image> images) {
        picturesBefore = pictures;
        pictures = new HashMap<>();
        for (OcrPage.Image image : images) {
            if (image.imageBase64() != null) {
                pictures.put(image.id(), image.imageBase64());
            }
        }
    }

    @Override
    public String of(String block) {
        var clean = cleaner.clean(Jsoup.parseBodyFragment(renderer.render(markdown.parse(block))));
        clean.outputSettings(new OutputSettings().prettyPrint(false));
        for (Element image : clean.select("img")) {
            String name = image.attr("src");
            String pixels = pictures.getOrDefault(name, picturesBefore.getOrDefault(name, ""));
            if (pixels.isEmpty()) {
                image.remove();
            } else {
                image.attr("src", pixels);
            }
        }
        return clean.body().html().strip();
    }

    @Override
    public String head() {
        return """
                <!DOCTYPE html>
                <html>
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width">
                <title>Document</title>
                <style>
                body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
                img { max-width: 100%; }
                table { border-collapse: collapse; }
                th, td { border: 1px solid #999; padding: 0.2rem 0.5rem; vertical-align: top; }
                </style>
                </head>
                <body>
                """;
    }

    @Override
    public String tail() {
        return "</body>\n</html>\n";
    }
}
