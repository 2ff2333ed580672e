package dev.recto.worker.document;

import java.io.IOException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.ICOSParser;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessStreamCache;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Reads PDFs, damaged ones as far as pages can be found in them, into {@link BoundedStream}s. */
final class BoundedParser extends PDFParser {
    private boolean claimsPages;

    BoundedParser(
            RandomAccessRead source,
            String password,
            StreamCacheCreateFunction cache,
            DocumentLimits limits,
            OperandMeter operands)
            throws IOException {
        super(source, password, null, null, null);
        document.close();
        RandomAccessStreamCache shared = cache.create();
        document = new BoundedDocument(shared, this, limits, operands);
    }

    @Override
    protected void initialParse() throws IOException {
        try {
            super.initialParse();
        } catch (InvalidPasswordException e) {
            throw e;
        } catch (IOException damaged) {
            gatherPages(damaged);
            document.setDecrypted();
            initialParseDone = true;
            return;
        }
        if (pages(root()) < 1 && claimsPages) {
            gatherPages(new IOException("all pages are lost"));
        }
    }

    /** Of a damaged file it removes the pages that are lost. */
    @Override
    protected void checkPages(COSDictionary root) throws IOException {
        claimsPages = root.getCOSDictionary(COSName.PAGES) instanceof COSDictionary pages
                && pages.getCOSArray(COSName.KIDS) instanceof COSArray kids
                && kids.size() > 0;
        super.checkPages(root);
    }

    private void gatherPages(IOException damage) throws IOException {
        if (!LoosePages.gather(document)) {
            throw damage;
        }
    }

    private COSDictionary root() throws IOException {
        COSDictionary root = document.getTrailer().getCOSDictionary(COSName.ROOT);
        if (root == null) {
            throw new IOException("no catalog");
        }
        return root;
    }

    private static int pages(COSDictionary root) {
        return root.getCOSDictionary(COSName.PAGES) instanceof COSDictionary pages ? pages.getInt(COSName.COUNT, 0) : 0;
    }

    private static final class BoundedDocument extends COSDocument {
        private final RandomAccessStreamCache cache;
        private final ICOSParser parser;
        private final DocumentLimits limits;
        private final OperandMeter operands;

        BoundedDocument(
                RandomAccessStreamCache cache, ICOSParser parser, DocumentLimits limits, OperandMeter operands) {
            super(() -> cache, parser);
            this.cache = cache;
            this.parser = parser;
            this.limits = limits;
            this.operands = operands;
        }

        @Override
        public COSStream createCOSStream(COSDictionary dictionary, long start, long length) throws IOException {
            COSStream stream =
                    new BoundedStream(cache, parser.createRandomAccessReadView(start, length), limits, operands);
            dictionary.forEach(stream::setItem);
            stream.setKey(dictionary.getKey());
            return stream;
        }
    }
}
