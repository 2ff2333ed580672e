package dev.recto.api.ocr.docx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What the text of a document refers to: pictures, which go out at once, and addresses and lists, which are written down behind it. */
final class Parts {
    private static final String TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    /** Those of the resources come before. */
    private static final int FIRST_RELATIONSHIP = 3;

    /** Kinds of lists, in {@code numbering.xml}. */
    private static final int BULLETS = 0;

    private static final int ORDERED = 1;

    private final ZipOutputStream zip;
    private final StringBuilder relationships = new StringBuilder();
    private final List<String> lists = new ArrayList<>();
    private int next = FIRST_RELATIONSHIP;
    private int pictures;
    private int bullets;

    Parts(ZipOutputStream zip) {
        this.zip = zip;
    }

    /** Its drawing in the text. */
    String picture(Drawing drawing, String description) throws IOException {
        pictures++;
        zip.putNextEntry(new ZipEntry("word/media/image" + pictures + ".jpeg"));
        zip.write(drawing.jpeg());
        zip.closeEntry();
        String relationship = relationship("image", "media/image" + pictures + ".jpeg", "");
        return drawing.xml(relationship, pictures, description);
    }

    /** The relationship of an address. */
    String link(String address) {
        return relationship("hyperlink", Xml.text(address), " TargetMode=\"External\"");
    }

    private String relationship(String type, String target, String mode) {
        String id = "rId" + next++;
        relationships.append(
                "<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s\"%s/>\n".formatted(id, TYPES + type, target, mode));
        return id;
    }

    /** The number of a list of its own, which counts anew at its level. */
    int orderedList(int start, int level) {
        return list(
                ORDERED,
                "<w:lvlOverride w:ilvl=\"%d\"><w:startOverride w:val=\"%d\"/></w:lvlOverride>".formatted(level, start));
    }

    /** That of all lists that do not count. */
    int bulletList() {
        if (bullets == 0) {
            bullets = list(BULLETS, "");
        }
        return bullets;
    }

    private int list(int kind, String counting) {
        lists.add("<w:num w:numId=\"%d\"><w:abstractNumId w:val=\"%d\"/>%s</w:num>\n"
                .formatted(lists.size() + 1, kind, counting));
        return lists.size();
    }

    /** Behind the text. */
    void write() throws IOException {
        entry("word/_rels/document.xml.rels", Template.RELATIONSHIPS.with(relationships.toString()));
        entry("word/numbering.xml", Template.NUMBERING.with(String.join("", lists)));
        entry("word/styles.xml", Template.STYLES.with(""));
    }

    void entry(String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
