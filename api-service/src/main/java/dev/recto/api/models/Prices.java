package dev.recto.api.models;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.util.Map;

@ConfigMapping(prefix = "recto.prices")
public interface Prices {
    /** US dollars per page by model id; models without one cost nothing. */
    Map<String, BigDecimal> perPage();

    /** US dollars per page on top, for each model with a price. */
    @WithDefault("0")
    BigDecimal platformFeePerPage();

    default BigDecimal generation(String model, int pages) {
        return perPage().getOrDefault(model, BigDecimal.ZERO).multiply(BigDecimal.valueOf(pages));
    }

    default BigDecimal platform(String model, int pages) {
        return perPage().containsKey(model)
                ? platformFeePerPage().multiply(BigDecimal.valueOf(pages))
                : BigDecimal.ZERO;
    }
}
