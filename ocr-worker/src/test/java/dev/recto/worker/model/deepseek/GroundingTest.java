package dev.recto.worker.model.deepseek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundingTest {
    private static List<int[]> boxes(String written) {
        return Grounding.places("<|ref|>a<|/ref|><|det|>" + written + "<|/det|>")
                .getFirst()
                .boxes();
    }

    @Test
    void readsOneBoxOrMany() {
        assertThat(boxes("[[1,2,3,4]]")).containsExactly(new int[] {1, 2, 3, 4});
        assertThat(boxes(" [ [1, 2 ,3, 4] ,[5,6,7,8] ] "))
                .containsExactly(new int[] {1, 2, 3, 4}, new int[] {5, 6, 7, 8});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[", "[[1,2,3]]", "[1,2,3,4]", "[[1,2,3,4] [5,6,7,8]]", "[[1,2,3,x]]", "[[1,2,3,99999999]]"})
    void whatIsNoBoxIsNone(String written) {
        assertThat(boxes(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<|ref|>", "<|ref|>x<|/ref|>", "<|ref|>x<|/ref|><|det|>", "<|/ref|><|det|>"})
    void whatHasNoEndIsNoPlaceAndTakesNoTime(String piece) {
        String text = "<|ref|>" + piece.repeat(1_000_000 / piece.length());

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Grounding.places(text)))
                .isEmpty();
    }

    @Test
    void pixelsAreTruncated() {
        assertThat(Grounding.pixels(new int[] {101, 45, 899, 999}, 777, 333)).containsExactly(78, 15, 699, 333);
    }

    @Test
    void placesKnowWhereTheirTagsAre() {
        Grounding.Place place = Grounding.places("ab<|ref|>x y<|/ref|><|det|>[[1,2,3,4]]<|/det|>cd")
                .getFirst();

        assertThat(place.label()).isEqualTo("x y");
        assertThat(place.start()).isEqualTo(2);
        assertThat("ab<|ref|>x y<|/ref|><|det|>[[1,2,3,4]]<|/det|>cd".substring(place.end()))
                .isEqualTo("cd");
    }
}
