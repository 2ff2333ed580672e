package dev.recto.worker.document;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageFlag;
import dev.recto.model.PageSize;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.memory.HeapBudget;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.reader.PageSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A page whose document stays fetched until it is closed. */
public final class DocumentPage implements PageSource, AutoCloseable {
    private final Documents documents;
    private final DocumentCache.Lease lease;
    private final int index;
    private final DocumentKind kind;
    private final PageSize size;
    private final Cancellation cancellation;
    private boolean whole = true;

    /** From the first drawing on: later ones are of the same page, and must not wait for others that wait for it. */
    private volatile HeapBudget.@Nullable Share heap;

    DocumentPage(
            Documents documents,
            DocumentCache.Lease lease,
            int index,
            DocumentKind kind,
            PageSize size,
            Cancellation cancellation) {
        this.documents = documents;
        this.lease = lease;
        this.index = index;
        this.kind = kind;
        this.size = size;
        this.cancellation = cancellation;
    }

    @Override
    public DocumentKind kind() {
        return kind;
    }

    @Override
    public PageSize size() {
        return size;
    }

    @Override
    public PageRaster draw(int dpi) {
        HeapBudget.Share known = heap;
        HeapBudget.Share share = known == null ? documents.heap(kind, size, dpi, cancellation) : known;
        heap = share;
        PageRaster raster = documents.draw(lease, document -> document.draw(index, dpi));
        lease.conduct().drawn();
        share.shrinkTo(DecoderMemory.ofReading(raster.image()));
        return raster;
    }

    @Override
    public void settle(RgbImage picture) {
        HeapBudget.Share share = heap;
        if (share != null) {
            share.shrinkTo(DecoderMemory.ofPicture(picture));
        }
    }

    /** Targets of the page's links; none where they are damaged, which is no reason to lose the page. */
    public List<String> hyperlinks() {
        try {
            return documents.draw(lease, document -> document.hyperlinks(index));
        } catch (PageFaultException e) {
            whole = false;
            return List.of();
        }
    }

    /** What the document has beside its pages; nothing where that is damaged. */
    public Set<PageFlag> unread() {
        try {
            return documents.draw(lease, document -> document.unread(index));
        } catch (PageFaultException e) {
            whole = false;
            return Set.of();
        }
    }

    /** The text that the author of a PDF put beneath the page; empty if there is none. */
    public ClaimedText textLayer() {
        return documents.draw(lease, document -> document.textLayer(index));
    }

    /** The same for comparison: empty also where it can't be had, which is no reason to lose the page. */
    public ClaimedText claimedText() {
        ClaimedText claimed = documents.claimedText(lease, index);
        whole &= !lease.conduct().isMute();
        return claimed;
    }

    /** What the page looks like, for comparison: empty where it can't be drawn again, which is no reason to lose it. */
    public Optional<RgbImage> sketch(int dpi) {
        try {
            return Optional.of(draw(dpi).image());
        } catch (PageFaultException e) {
            whole = false;
            return Optional.empty();
        }
    }

    /** False once something beside its pixels was given up, maybe only since time was short. For the thread that asked for it. */
    public boolean isWhole() {
        return whole;
    }

    @Override
    public void close() {
        lease.close();
        HeapBudget.Share share = heap;
        if (share != null) {
            share.close();
        }
    }
}
