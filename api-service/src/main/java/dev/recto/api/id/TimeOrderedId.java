package dev.recto.api.id;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * UUIDs of version 7 (RFC 9562, method 3): 48 bits of Unix milliseconds, 12 bits of their fraction, 62 random bits. They
 * sort by time of creation, to a quarter of a microsecond.
 */
public final class TimeOrderedId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NANOS_PER_MILLI = 1_000_000;

    private TimeOrderedId() {}

    public static UUID next() {
        return at(Instant.now());
    }

    /** The id of a thing that came to be at this time; no two calls give the same one. */
    public static UUID at(Instant created) {
        return of(created, RANDOM.nextLong());
    }

    /** When an id was made, to the millisecond. */
    public static Instant created(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    static UUID of(Instant created, long random) {
        long fraction = ((long) created.getNano() % NANOS_PER_MILLI << 12) / NANOS_PER_MILLI;
        long high = created.toEpochMilli() << 16 | 0x7000 | fraction;
        long low = 0x8000_0000_0000_0000L | random & 0x3FFF_FFFF_FFFF_FFFFL;
        return new UUID(high, low);
    }
}
