package dev.recto.worker.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
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
import org.jspecify.annotations.Nullable;

/**
 * Goes over all that is reached from one page, what is nearest first, and digests it. Each value that holds others is numbered when it is first
 * met, so that circles end. Other pages are where links lead, and nothing that the page shows: one that is met elsewhere is taken for
 * something else, and there is no digest.
 */
final class PageWalk {
    /** Under these stand pages that links lead to, or that something belongs to, alone or in an array. */
    private static final Set<COSName> LINKS = Set.of(COSName.P, COSName.DEST, COSName.D, COSName.PARENT);

    private final PdfParts parts;
    private final MessageDigest digest = PdfParts.sha256();
    private final COSDictionary page;
    private final Map<COSBase, Integer> met = new IdentityHashMap<>();
    private final Deque<COSBase> ahead = new ArrayDeque<>();
    private final Set<COSBase> linking = Collections.newSetFromMap(new IdentityHashMap<>());

    PageWalk(COSDictionary page, PdfParts parts) {
        this.page = page;
        this.parts = parts;
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
                add('d', parts.digest(stream));
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
        parts.count(1);
        COSBase value = any instanceof COSObject object ? parts.of(object) : any;
        switch (value) {
            case null -> add("none");
            case COSDictionary other when other != page && parts.isOfTree(other) -> addOther(link);
            case COSDictionary container -> number(container, container.size(), false);
            case COSArray container -> number(container, container.size(), link);
            case COSName name -> add('n', name.getName().getBytes(StandardCharsets.UTF_8));
            case COSString text -> add('s', text.getBytes());
            default -> add(value.toString());
        }
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
            parts.count(size);
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
