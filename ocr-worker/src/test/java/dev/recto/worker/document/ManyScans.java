package dev.recto.worker.document;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** A progressive JPEG of 20 million gray pixels whose scans say, in some thirty bytes each, that nothing changes. */
final class ManyScans {
    static final int WIDTH = 5000;
    static final int HEIGHT = 4000;
    private static final int LONGEST_RUN = 32_767;

    private ManyScans() {}

    static byte[] jpeg(int scans) {
        return jpeg(WIDTH, HEIGHT, scans);
    }

    static byte[] jpeg(int width, int height, int scans) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(new DataOutputStream(bytes), width, height, scans);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, int width, int height, int scans) throws IOException {
        int blocks = width * height / 64;
        out.writeShort(0xffd8);
        byte[] steps = new byte[64];
        Arrays.fill(steps, (byte) 16);
        segment(out, 0xdb, concat(0, steps));
        segment(out, 0xc2, 8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0);
        table(out, 0x00, 0x00);
        table(out, 0x10, 0xe0);
        segment(out, 0xda, 1, 1, 0, 0, 0, 0);
        out.write(new byte[blocks / 8 + 1]);
        byte[] run = runs(blocks);
        for (int scan = 0; scan < scans; scan++) {
            segment(out, 0xda, 1, 1, 0, 1, 63, 0);
            out.write(run);
        }
        out.writeShort(0xffd9);
    }

    /** One code, of one bit. */
    private static void table(DataOutputStream out, int number, int symbol) throws IOException {
        int[] table = new int[18];
        table[0] = number;
        table[1] = 1;
        table[17] = symbol;
        segment(out, 0xc4, table);
    }

    /** A code and fourteen bits for each longest run of blocks without anything. */
    private static byte[] runs(int blocks) {
        String bits = ("0" + "1".repeat(14)).repeat(blocks / LONGEST_RUN + 1);
        bits += "1".repeat((8 - bits.length() % 8) % 8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < bits.length(); at += 8) {
            int each = Integer.parseInt(bits.substring(at, at + 8), 2);
            bytes.write(each);
            if (each == 0xff) {
                bytes.write(0);
            }
        }
        return bytes.toByteArray();
    }

    private static int[] concat(int first, byte[] others) {
        int[] all = new int[others.length + 1];
        all[0] = first;
        for (int i = 0; i < others.length; i++) {
            all[i + 1] = others[i];
        }
        return all;
    }

    private static void segment(DataOutputStream out, int marker, int... content) throws IOException {
        out.writeShort(0xff00 | marker);
        out.writeShort(content.length + 2);
        for (int each : content) {
            out.write(each);
        }
    }
}
