package dev.recto.worker.task;

import dev.recto.model.Box;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageTask;
import dev.recto.model.Picture;
import dev.recto.worker.image.Jpeg;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.CropStore;
import dev.recto.worker.storage.ObjectStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/** Puts the pictures of a page where the API looks for them, as JPEG of exactly their boxes' sizes. */
record CropUpload(ObjectStore store, PageTask task, Executor threads) implements CropStore {
    @Override
    public void store(RgbImage page, List<Picture> pictures) {
        if (!task.options().crops()) {
            return;
        }
        CompletableFuture.allOf(IntStream.range(0, pictures.size())
                        .mapToObj(k -> CompletableFuture.supplyAsync(
                                        () -> jpeg(page, pictures.get(k).box()), threads)
                                .thenCompose(jpeg ->
                                        store.put(ObjectKeys.crop(task.job(), task.page(), k), Jpeg.TYPE, jpeg)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static byte[] jpeg(RgbImage page, Box box) {
        return Jpeg.of(page.crop(box.left(), box.top(), box.width(), box.height()));
    }
}
