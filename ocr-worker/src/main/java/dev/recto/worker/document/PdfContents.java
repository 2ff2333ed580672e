package dev.recto.worker.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/**
 * Digests of pages: of every object that is reached from a page, and of what of the document itself shows on its pages. Pages of equal digests
 * are drawn and read alike, in whichever document and at whichever place they are; pages that look alike may have different ones. INVARIANT:
 * the work is bounded; pages behind that have none.
 */
final class PdfContents {
    /** Changes whenever digests are made in another way. */
    private static final String FORM = "1";

    /** Values that are looked at, over all pages. */
    private static final int MOST_VALUES = 4_000_000;

    /** Parts that are read out of the file, and stay in memory as long as the document is open. */
    private static final int MOST_OBJECTS = 50_000;

    /** Of the page's own dictionary; they show nowhere, and some change wherever another page does. */
    private static final Set<COSName> UNSEEN = Set.of(
            COSName.PARENT,
            COSName.getPDFName("LastModified"),
            COSName.METADATA,
            COSName.getPDFName("PieceInfo"),
            COSName.STRUCT_PARENTS,
            COSName.getPDFName("Thumb"));

    /** Under these stand pages that links lead to, or that something belongs to, alone or in an array. */
    private static final Set<COSName> LINKS = Set.of(COSName.P, COSName.DEST, COSName.D, COSName.PARENT);

    private static final int PIECE = 1 << 16;

    private static final List<COSName> OF_THE_DOCUMENT =
            List.of(COSName.OCPROPERTIES, COSName.getPDFName("OutputIntents"));
    private static final Set<COSName> FIELDS =
            Set.of(COSName.FIELDS, COSName.getPDFName("XFA"), COSName.getPDFName("CO"));

    private final PDDocument pdf;
    /** Pages, and what they are listed in. */
    private final Set<COSDictionary> tree = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<COSStream, byte[]> streams = new IdentityHashMap<>();
    private final Set<COSObject> objects = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    private PdfContents(PDDocument pdf) {
        this.pdf = pdf;
    }

    /** One for each page, empty where there is none. */
    static List<String> of(PDDocument pdf) {
        PdfContents contents = new PdfContents(pdf);
        List<String> digests = new ArrayList<>();
        boolean exhausted = pdf.isEncrypted();
        pdf.getPages().forEach(page -> contents.list(page.getCOSObject()));
        for (PDPage page : pdf.getPages()) {
            Interruption.check();
            String digest = exhausted ? "" : contents.of(page);
            digests.add(digest);
            exhausted |= contents.isExhausted();
        }
        return digests;
    }

    private void list(COSDictionary page) {
        Interruption.check();
        for (COSDictionary node = page; node != null && tree.add(node); ) {
            node = node.getCOSDictionary(COSName.PARENT);
        }
    }

    private boolean isExhausted() {
        return values > MOST_VALUES || objects.size() > MOST_OBJECTS;
    }

    private String of(PDPage page) {
        try {
            Walk walk = new Walk(page.getCOSObject());
            walk.add(FORM);
            walk.add(page.getMediaBox() + " " + page.getCropBox() + " " + page.getRotation());
            walk.add(page.getResources() == null ? null : page.getResources().getCOSObject());
            walk.addAllBut(UNSEEN, page.getCOSObject());
            COSDictionary root = pdf.getDocumentCatalog().getCOSObject();
            OF_THE_DOCUMENT.forEach(name -> walk.add(root.getItem(name)));
            COSDictionary form = root.getCOSDictionary(COSName.ACRO_FORM);
            if (form != null) {
                walk.addAllBut(FIELDS, form);
            }
            walk.add(EmbeddedFiles.flags(pdf.getDocumentCatalog(), page).toString());
            return walk.digest();
        } catch (IOException | RuntimeException e) {
            // Of a damaged page nothing can be said
            Interruption.check();
            return "";
        }
    }

    private byte[] bytesOf(COSStream stream) throws IOException {
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

    /**
     * From one page on, what is nearest first. Each value that holds others is numbered when it is first met, so that circles end. Other pages
     * are where links lead, and nothing that the page shows: one that is met elsewhere is taken for something else, and there is no digest.
     */
    private final class Walk {
        private final MessageDigest digest = sha256();
        private final COSDictionary page;
        private final Map<COSBase, Integer> met = new IdentityHashMap<>();
        private final Deque<COSBase> ahead = new ArrayDeque<>();
        private final Set<COSBase> linking = Collections.newSetFromMap(new IdentityHashMap<>());

        Walk(COSDictionary page) {
            this.page = page;
            met.put(page, 0);
        }

        String digest() throws IOException {
            while (!ahead.isEmpty()) {
                COSBase next = ahead.remove();
                if (next instanceof COSArray array) {
                    boolean links = linking.contains(array);
                    for (COSBase value : array) {
                        add(value, links);
                    }
                } else if (next instanceof COSDictionary dictionary) {
                    addAllBut(Set.of(), dictionary);
                }
                if (next instanceof COSStream stream) {
                    add('d', bytesOf(stream));
                }
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        }

        void addAllBut(Set<COSName> some, COSDictionary dictionary) {
            Map<String, COSBase> sorted = new TreeMap<>();
            dictionary.forEach((name, value) -> {
                if (!some.contains(name)) {
                    sorted.put(name.getName(), value);
                }
            });
            add("entries " + sorted.size());
            sorted.forEach((name, value) -> {
                add(name);
                add(value, LINKS.contains(COSName.getPDFName(name)));
            });
        }

        void add(@Nullable COSBase any) {
            add(any, false);
        }

        private void add(@Nullable COSBase any, boolean link) {
            Interruption.check();
            if (++values > MOST_VALUES) {
                throw new IllegalStateException("too many values");
            }
            COSBase value = any instanceof COSObject object ? of(object) : any;
            switch (value) {
                case null -> add("none");
                case COSDictionary other when other != page && tree.contains(other) -> addOther(link);
                case COSDictionary container -> number(container, container.size(), false);
                case COSArray container -> number(container, container.size(), link);
                case COSName name -> add('n', name.getName().getBytes(StandardCharsets.UTF_8));
                case COSString text -> add('s', text.getBytes());
                default -> add(value.toString());
            }
        }

        private @Nullable COSBase of(COSObject object) {
            objects.add(object);
            if (objects.size() > MOST_OBJECTS) {
                throw new IllegalStateException("too many objects");
            }
            return object.getObject();
        }

        private void addOther(boolean link) {
            if (!link) {
                throw new IllegalStateException("a page that is used as something else");
            }
            add("page");
        }

        /** What it holds counts before any of that is read. */
        private void number(COSBase container, int size, boolean link) {
            Integer known = met.putIfAbsent(container, met.size());
            add("number " + (known == null ? met.size() - 1 : known));
            if (known == null) {
                values += size;
                if (link) {
                    linking.add(container);
                }
                add(container instanceof COSArray ? "array " + size : "dictionary");
                ahead.add(container);
            } else if (linking.contains(container) && !link) {
                throw new IllegalStateException("a destination that is used as something else");
            }
        }

        void add(String text) {
            add('t', text.getBytes(StandardCharsets.UTF_8));
        }

        private void add(char kind, byte[] bytes) {
            digest.update(ByteBuffer.allocate(1 + Integer.BYTES)
                    .put((byte) kind)
                    .putInt(bytes.length)
                    .flip());
            digest.update(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
