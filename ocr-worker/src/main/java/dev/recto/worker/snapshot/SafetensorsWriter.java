package dev.recto.worker.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/** Writes a safetensors file from its beginning to its end. */
public final class SafetensorsWriter {
    private static final int BUFFER = 8 << 20;

    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    /** @param header see {@link SafetensorsHeader#bytes} */
    public SafetensorsWriter(WritableByteChannel channel, byte[] header) {
        this.channel = channel;
        buffer.putLong(header.length).put(header);
    }

    /** Takes the next elements, of which there is room for so many bytes. */
    public ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    public void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
