package dev.recto.api.ocr.answer;

import dev.recto.api.ocr.text.Direction;
import org.jsoup.nodes.Element;

/** HTML that needs nothing beside it: pictures are in it. */
final class HtmlForm extends PicturedForm {
    @Override
    String of(Element body) {
        for (Element image : body.select("img")) {
            pictures.find(image.attr("src"))
                    .ifPresentOrElse(drawing -> image.attr("src", drawing.uri()), image::remove);
        }
        for (Element block : body.children()) {
            if (Direction.isFromTheRight(block.text())) {
                block.attr("dir", "rtl");
            }
        }
        return body.html().strip();
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
                table { border-collapse: collapse; margin: 1rem 0; }
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
