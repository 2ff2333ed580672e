package dev.recto.api.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.reading.PageSelection.All;
import dev.recto.api.reading.PageSelection.Some;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageSelectionTest {
    @Test
    void isStoredAsAnArrayAndReadBack() {
        assertThat(PageSelection.of(new Some(List.of(4, 1)).array())).isEqualTo(new Some(List.of(1, 4)));
        assertThat(PageSelection.of(new All().array())).isEqualTo(new All());
    }

    @Test
    void noSelectionIsEmptyOrNegative() {
        assertThatThrownBy(() -> new Some(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Some(List.of(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cursorsSurviveTheirText() {
        PageCursor cursor = new PageCursor(java.time.Instant.parse("2026-11-21T04:00:00.123456Z"), 7);

        assertThat(PageCursor.parse(cursor.text())).contains(cursor);
        assertThat(PageCursor.parse(PageCursor.START.text())).isEmpty();
        assertThat(PageCursor.parse("x-1")).isEmpty();
        assertThat(PageCursor.parse("1")).isEmpty();
    }
}
