package dev.recto.api.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final Places places = new Places(3, 2);

    @Test
    void areCountedForAllAndForEach() {
        places.take(one);
        places.take(one);
        places.take(other);
        assertThat(places.free()).isZero();
        assertThat(places.held()).isEqualTo(Map.of(one, 2, other, 1));

        places.giveBack(other);
        places.giveBack(one);
        assertThat(places.free()).isEqualTo(2);
        assertThat(places.held()).isEqualTo(Map.of(one, 1));
    }
}
