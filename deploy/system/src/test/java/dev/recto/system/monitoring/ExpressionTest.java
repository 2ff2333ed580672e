package dev.recto.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpressionTest {
    @Test
    void metricsAreToldFromFunctionsWordsAndLabels() {
        var expression = Expression.of("""
                histogram_quantile(0.95, sum by (le, model) (rate(pages_bucket{pod=~"a, by (x)", model="m"}[5m]))) > 1e3
                unless on (namespace) max by(namespace) (slots) or absent(other_total offset 5m) - 60""");

        assertThat(expression.metrics())
                .isEqualTo(Map.of("pages_bucket", Set.of("pod", "model"), "slots", Set.of(), "other_total", Set.of()));
        assertThat(expression.groupings()).isEqualTo(Set.of("le", "model", "namespace"));
    }

    @Test
    void aMetricThatIsNamedTwiceHasTheLabelsOfBoth() {
        var expression = Expression.of("a{x=\"1\"} / a{y!=\"2\"}");

        assertThat(expression.metrics()).isEqualTo(Map.of("a", Set.of("x", "y")));
    }
}
