package dev.recto.api.ocr.docx;

import dev.recto.api.ocr.text.Direction;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Elements of HTML as paragraphs, lists, tables and pictures. What is nested deeper than people do is its text alone. */
final class Blocks {
    private static final int DEEPEST = 60;

    private final Parts parts;
    private final Pictures pictures;

    Blocks(Parts parts, Pictures pictures) {
        this.parts = parts;
        this.pictures = pictures;
    }

    String of(Element body) throws IOException {
        Flow flow = new Flow(Frame.PLAIN, Docx.WIDTH);
        children(body, flow, Run.PLAIN, 0);
        return flow.xml();
    }

    private void children(Element element, Flow flow, Run run, int depth) throws IOException {
        for (Node child : element.childNodes()) {
            if (child instanceof TextNode text) {
                flow.text(text.getWholeText(), run);
            } else if (child instanceof Element inner) {
                if (depth > DEEPEST) {
                    flow.text(inner.text(), run);
                } else {
                    element(inner, flow, run, depth + 1);
                }
            }
        }
    }

    private void element(Element element, Flow flow, Run run, int depth) throws IOException {
        Frame frame = flow.frame();
        switch (element.normalName()) {
            case "br" -> flow.line();
            case "hr" -> flow.rule();
            case "img" -> picture(element, flow, run);
            case "a" -> children(element, flow, linked(element, run), depth);
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                block(
                        element,
                        flow,
                        frame.styled("Heading" + element.normalName().charAt(1)),
                        run,
                        depth);
            case "blockquote" -> block(element, flow, frame.quoted(), run, depth);
            case "pre" -> code(element, flow, frame.styled("Code"), run);
            case "ul", "ol" -> list(element, flow, run, depth);
            case "table" -> {
                for (Element caption : element.select("> caption")) {
                    block(caption, flow, frame, run, depth);
                }
                flow.table(table(element, flow.width(), run, depth));
            }
            default -> {
                if (element.isBlock()) {
                    block(element, flow, frame, run, depth);
                } else {
                    children(element, flow, run.within(element.normalName()), depth);
                }
            }
        }
    }

    private void block(Element element, Flow flow, Frame frame, Run run, int depth) throws IOException {
        Frame outer = flow.frame();
        flow.in(frame);
        children(element, flow, run, depth);
        flow.in(outer);
    }

    private static void code(Element element, Flow flow, Frame frame, Run run) {
        Frame outer = flow.frame();
        flow.in(frame);
        String text = element.wholeText();
        String[] lines = (text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                flow.line();
            }
            flow.exactly(lines[i], run.within("pre"));
        }
        flow.in(outer);
    }

    private void list(Element list, Flow flow, Run run, int depth) throws IOException {
        flow.number();
        Frame outer = flow.frame();
        int level = outer.levelWithin();
        int number = list.nameIs("ol") ? parts.orderedList(start(list), level) : parts.bulletList();
        for (Element item : list.children()) {
            flow.item(outer.item(number, level));
            children(item, flow, run, depth);
            flow.number();
        }
        flow.in(outer);
    }

    private static int start(Element list) {
        String start = list.attr("start");
        return start.matches("\\d{1,9}") ? Integer.parseInt(start) : 1;
    }

    private Run linked(Element anchor, Run run) {
        String target = anchor.attr("href");
        return target.isEmpty() ? run : run.to(parts.link(target));
    }

    private void picture(Element image, Flow flow, Run run) throws IOException {
        Optional<Drawing> drawing = pictures.find(image.attr("src"));
        if (drawing.isPresent()) {
            flow.drawing(parts.picture(drawing.get(), image.attr("alt")), run);
        }
    }

    private String table(Element element, int room, Run run, int depth) throws IOException {
        Optional<Table> fitting = Table.of(element);
        if (fitting.isEmpty()) {
            return tabbed(element);
        }
        Table table = fitting.get();
        if (table.columns() == 0) {
            return "";
        }
        Grid grid = Grid.of(table, room);
        StringBuilder xml = new StringBuilder("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>")
                .append(Direction.isFromTheRight(element.text()) ? "<w:bidiVisual/>" : "")
                .append("<w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr>")
                .append(grid.xml());
        for (Table.Row row : table.rows()) {
            xml.append("<w:tr>").append(row.head() ? "<w:trPr><w:tblHeader/></w:trPr>" : "");
            int column = 0;
            for (Table.Slot slot : row.slots()) {
                xml.append(cell(slot, grid, column, run, depth));
                column += slot.columns();
            }
            xml.append("</w:tr>");
        }
        return xml.append("</w:tbl>").toString();
    }

    private String cell(Table.Slot slot, Grid grid, int column, Run run, int depth) throws IOException {
        int width = grid.width(column, slot.columns());
        StringBuilder xml =
                new StringBuilder("<w:tc><w:tcPr><w:tcW w:w=\"").append(width).append("\" w:type=\"dxa\"/>");
        if (slot.columns() > 1) {
            xml.append("<w:gridSpan w:val=\"").append(slot.columns()).append("\"/>");
        }
        xml.append(
                switch (slot.merge()) {
                    case NONE -> "";
                    case BEGINS -> "<w:vMerge w:val=\"restart\"/>";
                    case GOES_ON -> "<w:vMerge/>";
                });
        Frame frame = grid.dense() ? Frame.PLAIN.styled("Dense") : Frame.PLAIN;
        String content = slot.cell() == null ? "" : content(slot.cell(), frame, width, run, depth);
        // Its last block must be a paragraph
        return xml.append("</w:tcPr>")
                .append(content.isEmpty() ? "<w:p/>" : content)
                .append("</w:tc>")
                .toString();
    }

    private String content(Element cell, Frame frame, int width, Run run, int depth) throws IOException {
        Flow flow = new Flow(frame.aligned(cell.attr("align")), Grid.within(width));
        children(cell, flow, run.within(cell.normalName()), depth);
        return flow.xml();
    }

    /** A table that Word would not open. */
    private static String tabbed(Element table) {
        Flow flow = new Flow(Frame.PLAIN, Docx.WIDTH);
        for (Element row : Table.lines(table)) {
            flow.in(Frame.PLAIN);
            flow.exactly(row.children().stream().map(Element::text).collect(Collectors.joining("\t")), Run.PLAIN);
        }
        return flow.xml();
    }
}
