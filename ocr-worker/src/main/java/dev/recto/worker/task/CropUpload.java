package dev.recto.worker.task;

import dev.recto.model.Box;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageTask;
import dev.recto.model.Picture;
import dev.recto.worker.image.Java2d;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.CropStore;
import dev.recto.worker.storage.ObjectStore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Puts the pictures of a page where the API looks for them, as JPEG of exactly their boxes' sizes. */
record CropUpload(ObjectStore store, PageTask task, Executor threads) implements CropStore {
    private static final float QUALITY = 0.9f;

    @Override
    public void store(RgbImage page, List<Picture> pictures) {
        if (!task.options().crops()) {
            return;
        }
        CompletableFuture.allOf(IntStream.range(0, pictures.size())
                        .mapToObj(k -> CompletableFuture.supplyAsync(
                                        () -> jpeg(page, pictures.get(k).box()), threads)
                                .thenCompose(jpeg ->
                                        store.put(ObjectKeys.crop(task.job(), task.page(), k), "image/jpeg", jpeg)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static byte[] jpeg(RgbImage page, Box box) {
        BufferedImage crop =
                Java2d.image(page.crop(box.left(), box.top(), box.width(), box.height()), BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(crop, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
