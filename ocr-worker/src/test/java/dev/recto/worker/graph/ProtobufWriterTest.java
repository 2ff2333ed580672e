package dev.recto.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The examples are those of the protobuf encoding's own description, where it has one. */
class ProtobufWriterTest {
    @Test
    void writesVarints() {
        assertThat(hex(proto -> proto.integer(1, 150))).isEqualTo("089601");
        assertThat(hex(proto -> proto.integer(1, 0))).isEqualTo("0800");
        assertThat(hex(proto -> proto.integer(1, -2))).isEqualTo("08feffffffffffffffff01");
        assertThat(hex(proto -> proto.integer(16, 1))).isEqualTo("800101");
    }

    @Test
    void writesTextAndNestedMessages() {
        assertThat(hex(proto -> proto.text(2, "testing"))).isEqualTo("120774657374696e67");
        assertThat(hex(proto -> proto.nested(3, inner -> inner.integer(1, 150))))
                .isEqualTo("1a03089601");
    }

    @Test
    void writesFloatsLittleEndian() {
        assertThat(hex(proto -> proto.real(2, 1f))).isEqualTo("150000803f");
    }

    private static String hex(Consumer<ProtobufWriter> fields) {
        return HexFormat.of().formatHex(ProtobufWriter.message(fields));
    }
}
