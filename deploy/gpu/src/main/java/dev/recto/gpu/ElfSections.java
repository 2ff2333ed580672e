package dev.recto.gpu;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The sections of a 64-bit little-endian ELF file (System V ABI, chapters 4 and 5). */
final class ElfSections {
    private static final int MAGIC = 0x464C457F;
    private static final int TABLE = 0x28;
    private static final int ENTRY_SIZE = 0x3A;
    private static final int ENTRIES = 0x3C;
    private static final int NAMES = 0x3E;
    /** Takes no place in the file. */
    private static final int NO_BITS = 8;

    private ElfSections() {}

    /** Bytes of the file. */
    record Section(String name, int offset, int size) {}

    static List<Section> of(ByteBuffer file) {
        ByteBuffer elf = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (elf.getInt(0) != MAGIC) {
            throw new IllegalArgumentException("no ELF file");
        }
        int table = Math.toIntExact(elf.getLong(TABLE));
        int entrySize = elf.getShort(ENTRY_SIZE);
        int names = offset(elf, table + entrySize * elf.getShort(NAMES));
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < elf.getShort(ENTRIES); i++) {
            int entry = table + i * entrySize;
            if (elf.getInt(entry + 0x04) != NO_BITS) {
                sections.add(new Section(
                        name(elf, names + elf.getInt(entry)),
                        offset(elf, entry),
                        Math.toIntExact(elf.getLong(entry + 0x20))));
            }
        }
        return sections;
    }

    private static int offset(ByteBuffer elf, int entry) {
        return Math.toIntExact(elf.getLong(entry + 0x18));
    }

    private static String name(ByteBuffer elf, int start) {
        int end = start;
        while (elf.get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - start];
        elf.get(start, name);
        return new String(name, US_ASCII);
    }
}
