package dev.recto.worker.document;

import java.io.IOException;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/** Content on its way to the parser, which can be interrupted and bounded here only. */
final class ContentView implements RandomAccessRead {
    private static final int CHECK_EVERY = 8192;

    private final RandomAccessRead content;
    private final OperandMeter operands;
    private int reads;

    ContentView(RandomAccessRead content, OperandMeter operands) {
        this.content = content;
        this.operands = operands;
    }

    @Override
    public int read() throws IOException {
        if (++reads % CHECK_EVERY == 0) {
            Interruption.check();
            operands.parsed();
        }
        return content.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        Interruption.check();
        if (++reads % CHECK_EVERY == 0) {
            operands.indexed();
        }
        return content.read(bytes, from, length);
    }

    @Override
    public long getPosition() throws IOException {
        return content.getPosition();
    }

    @Override
    public void seek(long position) throws IOException {
        content.seek(position);
    }

    @Override
    public long length() throws IOException {
        return content.length();
    }

    @Override
    public boolean isClosed() {
        return content.isClosed();
    }

    @Override
    public int peek() throws IOException {
        return content.peek();
    }

    @Override
    public void rewind(int bytes) throws IOException {
        content.rewind(bytes);
    }

    @Override
    public boolean isEOF() throws IOException {
        return content.isEOF();
    }

    @Override
    public RandomAccessReadView createView(long start, long length) throws IOException {
        return content.createView(start, length);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
