package dev.recto.worker.document;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A TrueType font whose glyphs are made of each other. */
final class NestedGlyphs {
    private static final int BYTES_OF_GLYPH = 32;

    /** Behind those that are made of others. */
    private static final int TRIANGLES = 100;

    /** Outlines that a glyph says it has, and has not. */
    private static final short MANY = 0x7fff;

    private NestedGlyphs() {}

    /** Glyph 1 is twice the second, that one twice the third, so many times; behind them come triangles. */
    static byte[] font(int depth) {
        List<Integer> parts = new ArrayList<>();
        for (int glyph = 1; glyph <= depth; glyph++) {
            parts.add(glyph + 1);
        }
        return font(parts);
    }

    /** A glyph that is twice itself. */
    static byte[] ofItself() {
        return font(List.of(1));
    }

    /** Glyph 1 is cut off, the second is half a square. */
    static byte[] cutOff() {
        byte[] glyphs = glyphs(List.of(), TRIANGLES);
        ByteBuffer.wrap(glyphs)
                .putShort(BYTES_OF_GLYPH, MANY)
                .position(2 * BYTES_OF_GLYPH + 17)
                .putShort((short) 0)
                .putShort((short) 500)
                .putShort((short) -500)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 500);
        return font(glyphs);
    }

    private static byte[] font(List<Integer> parts) {
        return font(glyphs(parts, parts.size() + TRIANGLES));
    }

    private static byte[] font(byte[] glyphs) {
        int count = glyphs.length / BYTES_OF_GLYPH;
        Map<String, byte[]> tables = new LinkedHashMap<>();
        tables.put("glyf", glyphs);
        tables.put(
                "head",
                ByteBuffer.allocate(54)
                        .putInt(0x10000)
                        .putShort(18, (short) 1000)
                        .putShort(50, (short) 1)
                        .array());
        tables.put(
                "hhea",
                ByteBuffer.allocate(36).putInt(0x10000).putShort(34, (short) 1).array());
        tables.put(
                "hmtx", ByteBuffer.allocate(2 + 2 * count).putShort((short) 500).array());
        tables.put("loca", places(count));
        tables.put(
                "maxp",
                ByteBuffer.allocate(32)
                        .putInt(0x10000)
                        .putShort((short) count)
                        .putShort(30, (short) 0x7fff)
                        .array());
        return file(tables);
    }

    private static byte[] glyphs(List<Integer> parts, int count) {
        ByteBuffer all = ByteBuffer.allocate(count * BYTES_OF_GLYPH);
        for (int glyph = 0; glyph < count; glyph++) {
            ByteBuffer one = all.slice(glyph * BYTES_OF_GLYPH, BYTES_OF_GLYPH);
            if (glyph >= 1 && glyph <= parts.size()) {
                one.putShort((short) -1).position(10);
                one.putShort((short) 0x20)
                        .putShort(parts.get(glyph - 1).shortValue())
                        .putShort((short) 0);
                one.putShort((short) 0).putShort(parts.get(glyph - 1).shortValue());
            } else {
                one.putShort((short) 1).position(10);
                one.putShort((short) 2).putShort((short) 0);
                one.put(new byte[] {1, 1, 1, 1, (byte) 0xf4, 0, 0, 0, 0, 3, 0, 0, 0, 0});
            }
        }
        return all.array();
    }

    private static byte[] places(int count) {
        ByteBuffer places = ByteBuffer.allocate(Integer.BYTES * (count + 1));
        for (int glyph = 0; glyph <= count; glyph++) {
            places.putInt(glyph * BYTES_OF_GLYPH);
        }
        return places.array();
    }

    private static byte[] file(Map<String, byte[]> tables) {
        int place = 12 + 16 * tables.size();
        ByteBuffer file = ByteBuffer.allocate(
                place + tables.values().stream().mapToInt(table -> table.length).sum());
        file.putInt(0x10000).putShort((short) tables.size()).position(12);
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            file.put(table.getKey().getBytes(US_ASCII));
            file.putInt(0).putInt(place).putInt(table.getValue().length);
            file.put(place, table.getValue());
            place += table.getValue().length;
        }
        return file.array();
    }
}
