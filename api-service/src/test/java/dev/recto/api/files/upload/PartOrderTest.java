package dev.recto.api.files.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartOrderTest {
    private static final UUID UPLOAD = UUID.randomUUID();

    private final UploadPart first = UploadPart.of(UPLOAD, 3);
    private final UploadPart second = UploadPart.of(UPLOAD, 4);
    private final UploadPart again = UploadPart.of(UPLOAD, 4);
    private final List<UploadPart> stored = List.of(first, second, again);

    @Test
    void isTheCallers() {
        assertThat(PartOrder.of(ids(second, first), stored, 7)).containsExactly(second, first);
    }

    @Test
    void leavesOutWhatIsNotNamed() {
        assertThat(PartOrder.of(ids(again), stored, 4)).containsExactly(again);
    }

    @Test
    void mustAddUpToTheAnnouncedSize() {
        refused(ids(first, second), 8, ErrorCode.SIZE_MISMATCH);
        refused(ids(first, second), 6, ErrorCode.SIZE_MISMATCH);
    }

    @Test
    void namesEachPartThatIsUnknownOrRepeated() {
        List<String> ids = List.of(first.id.toString(), "nonsense", first.id.toString());

        assertThatThrownBy(() -> PartOrder.of(ids, stored, 7)).isInstanceOfSatisfying(ApiException.class, fault -> {
            assertThat(fault.problems()).extracting("type").containsExactly("unknown_part", "duplicate_part");
            assertThat(fault.param()).isEqualTo("part_ids.1");
        });
    }

    private static List<String> ids(UploadPart... parts) {
        return List.of(parts).stream().map(part -> part.id.toString()).toList();
    }

    private void refused(List<String> ids, long size, ErrorCode code) {
        assertThatThrownBy(() -> PartOrder.of(ids, stored, size))
                .isInstanceOfSatisfying(
                        ApiException.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
