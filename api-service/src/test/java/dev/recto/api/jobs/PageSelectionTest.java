package dev.recto.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.fault.ErrorCode;
import dev.recto.api.jobs.PageSelection.All;
import dev.recto.api.jobs.PageSelection.Pages;
import dev.recto.api.jobs.PageSelection.Refused;
import dev.recto.api.jobs.PageSelection.Some;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageSelectionTest {
    @Test
    void allPagesOrTheNamedOnesAscendingAndOnce() {
        assertThat(new All().resolve(3, 10)).isEqualTo(new Pages(List.of(0, 1, 2)));
        assertThat(new Some(List.of(2, 0, 2)).resolve(3, 10)).isEqualTo(new Pages(List.of(0, 2)));
    }

    @Test
    void whatTheDocumentDoesNotHaveIsRefused() {
        assertThat(new Some(List.of(0, 3)).resolve(3, 10)).isEqualTo(new Refused(ErrorCode.PAGE_OUT_OF_RANGE));
        assertThat(new All().resolve(0, 10)).isEqualTo(new Refused(ErrorCode.EMPTY_DOCUMENT));
        assertThat(new All().resolve(11, 10)).isEqualTo(new Refused(ErrorCode.TOO_MANY_PAGES));
        assertThat(new Some(List.of(10)).resolve(11, 10)).isEqualTo(new Pages(List.of(10)));
    }

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
