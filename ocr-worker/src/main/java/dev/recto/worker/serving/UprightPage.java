package dev.recto.worker.serving;

import dev.recto.model.Box;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFlag;
import dev.recto.model.PageSize;
import dev.recto.model.Picture;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.CropStore;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageSource;
import dev.recto.worker.scan.Orientations;
import dev.recto.worker.scan.Turn;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A page that is turned upright when it is drawn, and what was read on it led back. For one thread. */
final class UprightPage implements PageSource {
    private final PageSource page;
    private final Orientations orientations;
    private final Cancellation cancellation;
    private Turn turn = Turn.NONE;

    UprightPage(PageSource page, Orientations orientations, Cancellation cancellation) {
        this.page = page;
        this.orientations = orientations;
        this.cancellation = cancellation;
    }

    @Override
    public DocumentKind kind() {
        return page.kind();
    }

    @Override
    public PageSize size() {
        return page.size();
    }

    @Override
    public PageRaster draw(int dpi) {
        PageRaster shown = page.draw(dpi);
        cancellation.throwIfRequested();
        turn = orientations.of(shown.image());
        RgbImage upright = turn.apply(shown.image());
        return new PageRaster(
                upright,
                new PageDimensions(
                        upright.width(), upright.height(), shown.dimensions().dpi()),
                shown.resolution());
    }

    @Override
    public void settle(RgbImage picture) {
        page.settle(picture);
    }

    void storeAsShown(RgbImage upright, List<Picture> pictures, CropStore crops) {
        RgbImage shown = pictures.isEmpty() ? upright : turn.inverse().apply(upright);
        crops.store(shown, pictures(pictures, upright.width(), upright.height()));
    }

    PageReading asShown(PageReading reading) {
        if (turn == Turn.NONE) {
            return reading;
        }
        PageDimensions upright = reading.dimensions();
        int width = upright.width();
        int height = upright.height();
        PageReading shown = new PageReading(
                reading.markdown(),
                turn.swapsSides() ? new PageDimensions(height, width, upright.dpi()) : upright,
                reading.blocks().stream()
                        .map(block -> block.at(toShown(block.box(), width, height)))
                        .toList(),
                pictures(reading.pictures(), width, height),
                reading.confidence(),
                reading.words(),
                reading.annotation(),
                reading.usage(),
                reading.flags());
        return shown.withFlags(Set.of(PageFlag.ROTATED));
    }

    private List<Picture> pictures(List<Picture> pictures, int width, int height) {
        return pictures.stream()
                .map(picture -> new Picture(
                        Objects.requireNonNull(toShown(picture.box(), width, height)), picture.annotation()))
                .toList();
    }

    private @Nullable Box toShown(@Nullable Box box, int width, int height) {
        if (box == null) {
            return null;
        }
        return turn.swapsSides() ? turn.toShown(box, height, width) : turn.toShown(box, width, height);
    }
}
