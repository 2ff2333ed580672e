package dev.recto.api.files;

import java.nio.ByteBuffer;

/** Counts the lines of JSONL that comes in chunks: each line, blank ones aside, must begin with a brace and end with one. A byte order mark is no part of them. */
final class JsonLines {
    private static final int NONE = -1;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private int marked;
    private int first = NONE;
    private int last = NONE;
    private long lines;
    private boolean valid = true;

    void update(ByteBuffer chunk) {
        ByteBuffer bytes = chunk.duplicate();
        while (valid && bytes.hasRemaining()) {
            byte next = bytes.get();
            if (marked < MARK.length && next == MARK[marked]) {
                marked++;
                continue;
            }
            marked = MARK.length;
            if (next == '\n') {
                endLine();
            } else if (next != ' ' && next != '\t' && next != '\r') {
                first = first == NONE ? next : first;
                last = next;
            }
        }
    }

    /** Ends the last line; -1 where the bytes are not JSONL. */
    long finish() {
        endLine();
        return valid && lines > 0 ? lines : -1;
    }

    private void endLine() {
        if (first != NONE) {
            valid = first == '{' && last == '}';
            lines++;
        }
        first = NONE;
        last = NONE;
    }
}
