package dev.recto.api.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.forward.upstream.UpstreamClient;
import dev.recto.api.forward.upstream.UpstreamsConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class UpstreamsConfigTest {
    @Test
    void nobodyIsConfiguredByDefault() {
        UpstreamsConfig config = config(Map.of());

        for (UpstreamsConfig.Upstream upstream : List.of(config.mistral(), config.docling())) {
            assertThat(upstream.baseUrl()).isEmpty();
            assertThat(upstream.apiKey()).isEmpty();
            assertThat(upstream.concurrency()).isEqualTo(8);
            assertThat(upstream.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
            assertThat(upstream.timeout()).isEqualTo(Duration.ofMinutes(5));
            assertThat(upstream.maxAnswerSize().asLongValue()).isEqualTo(256L << 20);
        }
        assertThat(config.mistral().models()).containsExactly("mistral-ocr-latest");
        assertThat(config.docling().models()).containsExactly("docling-latest");
    }

    @Test
    void aKeyAloneIsNoAddress() {
        UpstreamsConfig config = config(Map.of("recto.upstreams.mistral.api-key", "secret"));

        assertThat(config.mistral().baseUrl()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.org", "example.org", "https:///path", "/v1"})
    void anAddressIsOneOfTheWeb(String url) {
        UpstreamsConfig config = config(Map.of("recto.upstreams.mistral.base-url", url));
        Vertx vertx = Vertx.vertx();

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new UpstreamClient("mistral", URI.create(url), config.mistral(), vertx, new ObjectMapper()))
                .withMessageContaining("recto.upstreams.mistral.base-url");
        vertx.closeAndAwait();
    }

    public static UpstreamsConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(UpstreamsConfig.class)
                .withConverter(MemorySize.class, 500, new MemorySizeConverter())
                .withConverter(Duration.class, 500, new DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(UpstreamsConfig.class);
    }
}
