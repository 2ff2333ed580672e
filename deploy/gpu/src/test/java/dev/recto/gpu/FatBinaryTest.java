package dev.recto.gpu;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class FatBinaryTest {
    private static final int HEADER = 16;
    private static final int ENTRY_HEADER = 64;
    private static final String PLAIN = "code _ZN5flash10flash_fwdIN7cutlass10bfloat16_tEEE";

    @Test
    void whatIsForAnotherGpuOrNeverStartedIsGone() {
        byte[] wanted = PLAIN.getBytes(US_ASCII);
        byte[] compressed = padded(Zstd.compress("other code ".repeat(20).getBytes(US_ASCII)));
        ByteBuffer section = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        container(section, 90, wanted);
        container(section, 80, wanted);
        container(section, 90, "code _ZN5flash10flash_fwdIN7cutlass6half_tEEE".getBytes(US_ASCII));
        container(section, 90, compressed);
        container(section, 90, padded(Zstd.compress("_ZN4llm13fpA_intB_gemv6kernelE".getBytes(US_ASCII))));
        byte[] before = section.array().clone();

        long kept = FatBinary.keep(section.rewind(), new WantedKernels(90));

        assertThat(kept).isEqualTo(wanted.length + compressed.length);
        assertThat(count(section.array(), wanted)).isOne();
        assertThat(count(section.array(), compressed)).isOne();
        assertThat(count(before, wanted)).isEqualTo(2);
        assertThat(new String(section.array(), US_ASCII)).doesNotContain("half_t");
    }

    private static void container(ByteBuffer section, int architecture, byte[] code) {
        section.position((section.position() + 7) / 8 * 8);
        section.putInt(0xBA55ED50).putShort((short) 1).putShort((short) HEADER).putLong(ENTRY_HEADER + code.length);
        int entry = section.position();
        section.putShort((short) 2).putShort((short) 0).putInt(ENTRY_HEADER).putLong(code.length);
        section.putInt(entry + 28, architecture);
        section.position(entry + ENTRY_HEADER).put(code);
    }

    /** As entries are, behind their frames. */
    private static byte[] padded(byte[] frame) {
        return ByteBuffer.allocate(frame.length + 5).put(frame).array();
    }

    private static int count(byte[] bytes, byte[] part) {
        String text = new String(bytes, ISO_8859_1);
        String sought = new String(part, ISO_8859_1);
        return (text.length() - text.replace(sought, "").length()) / sought.length();
    }
}
