package dev.recto.api.web.input;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** A body as it comes from a client: that it breaks off or does not end is a typed error, and none of the service's. */
final class RequestBytes extends FilterInputStream {
    private final ComingBody coming;
    private final IntConsumer kept;
    private long left;

    /** @param kept is told of bytes that stay in memory */
    RequestBytes(InputStream body, long limit, ComingBody coming, IntConsumer kept) {
        super(body);
        this.kept = kept;
        this.left = limit;
        this.coming = coming;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int read = take(target, offset, length);
        left -= Math.max(0, read);
        if (left < 0) {
            throw new ApiException(ErrorCode.REQUEST_TOO_LARGE);
        }
        kept.accept(Math.max(0, read));
        return read;
    }

    /** Takes the rest, for which the client is waited for as for all before. */
    @Override
    public void close() throws IOException {
        byte[] rest = new byte[1 << 13];
        int read;
        do {
            read = take(rest, 0, rest.length);
        } while (read >= 0);
        super.close();
    }

    private int take(byte[] target, int offset, int length) {
        int read = 0;
        coming.await();
        try {
            read = in.read(target, offset, length);
        } catch (IOException e) {
            throw new ApiException(ErrorCode.BAD_REQUEST, "The request breaks off.");
        } finally {
            coming.came(Math.max(0, read));
        }
        return read;
    }
}
