package dev.recto.api.storage;

/** Bytes {@code first} to {@code last} of an object, counted from 0, both included. */
public record ByteRange(long first, long last) {
    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("not a range: " + first + "-" + last);
        }
    }

    public long length() {
        return last - first + 1;
    }
}
