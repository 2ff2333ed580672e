package dev.recto.api.files;

import dev.recto.api.storage.UploadStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.Function;

/** A file that is stored while it is written; closed before it is finished, nothing of it stays. For one virtual thread. */
public final class FileStream extends OutputStream {
    private final UploadStream upload;
    private final Runnable discard;
    private final Function<Content, StoredFile> row;
    private final ContentReader reader = new ContentReader();
    private boolean ending;

    FileStream(UploadStream upload, Runnable discard, Function<Content, StoredFile> row) {
        this.upload = upload;
        this.discard = discard;
        this.row = row;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        reader.update(ByteBuffer.wrap(bytes, offset, length));
        upload.write(bytes, offset, length);
    }

    /** Its bytes are stored; the row that is to speak for them is returned. */
    public StoredFile finish() {
        StoredFile file = row.apply(reader.finish());
        // From here on bytes may come to be there, even if they are late: then it is the ledger that outlasts them
        ending = true;
        upload.finish();
        return file;
    }

    @Override
    public void close() {
        upload.close();
        if (!ending) {
            discard.run();
        }
    }
}
