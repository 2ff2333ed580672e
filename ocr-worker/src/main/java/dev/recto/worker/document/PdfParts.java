package dev.recto.worker.document;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** What the pages of a document have in common to be digested: its tree of pages, its streams, and how much of it is looked at. */
final class PdfParts {
    /** Values that are looked at, over all pages. */
    private static final int MOST_VALUES = 4_000_000;

    /** Parts that are read out of the file, and stay in memory as long as the document is open. */
    private static final int MOST_OBJECTS = 50_000;

    private static final int PIECE = 1 << 16;

    /** Pages, and what they are listed in. */
    private final Set<COSDictionary> tree = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<COSStream, byte[]> streams = new IdentityHashMap<>();
    private final Set<COSObject> objects = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    PdfParts(PDDocument pdf) {
        pdf.getPages().forEach(page -> list(page.getCOSObject()));
    }

    private void list(COSDictionary page) {
        Interruption.check();
        for (COSDictionary node = page; node != null && tree.add(node); ) {
            node = node.getCOSDictionary(COSName.PARENT);
        }
    }

    boolean isExhausted() {
        return values > MOST_VALUES || objects.size() > MOST_OBJECTS;
    }

    boolean isOfTree(COSDictionary dictionary) {
        return tree.contains(dictionary);
    }

    /** To be called before they are looked at. */
    void count(int more) {
        values += more;
        requireMore();
    }

    /** What a reference stands for. */
    @Nullable
    COSBase of(COSObject object) {
        objects.add(object);
        requireMore();
        return object.getObject();
    }

    private void requireMore() {
        if (isExhausted()) {
            throw new IllegalStateException("too much to look at");
        }
    }

    byte[] digest(COSStream stream) throws IOException {
        byte[] known = streams.get(stream);
        if (known == null) {
            MessageDigest digest = sha256();
            byte[] piece = new byte[PIECE];
            try (InputStream raw = stream.createRawInputStream()) {
                for (int read = raw.read(piece); read >= 0; read = raw.read(piece)) {
                    Interruption.check();
                    digest.update(piece, 0, read);
                }
            }
            known = digest.digest();
            streams.put(stream, known);
        }
        return known;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
