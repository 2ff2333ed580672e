package dev.recto.api.files;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileQueryTest {
    @ParameterizedTest
    @CsvSource({"limit, 7, 7", "limit, 1000, 1000", "limit, 10000, 1000", "page_size, 1000, 1000"})
    void aPieceIsWhatFitsIntoMemoryManyTimes(String name, String asked, int size) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        parameters.add(name, asked);

        assertThat(FileQuery.parse(parameters).piece().size()).isEqualTo(size);
    }
}
