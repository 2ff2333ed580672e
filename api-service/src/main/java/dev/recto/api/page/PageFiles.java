package dev.recto.api.page;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.web.ErrorWriter;
import dev.recto.api.web.RequestPath;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Says to browsers what the page's files may do and how long they keep, or hides them where there is to be no page. */
@Singleton
final class PageFiles {
    /** Behind the door, before the files. */
    private static final int PRIORITY = 80;

    /** Names with a digest or a version: what is behind one never changes. */
    private static final Pattern NAMED = Pattern.compile("/static/bundle/.+|/webjars/.+");

    private static final String SITE = "Sec-Fetch-Site";

    private static final int NOT_MODIFIED = 304;

    private final PageConfig config;
    private final ErrorWriter errors;

    PageFiles(PageConfig config, ErrorWriter errors) {
        this.config = config;
        this.errors = errors;
    }

    void install(@Observes Filters filters) {
        filters.register(this::guard, PRIORITY);
    }

    private void guard(RoutingContext routing) {
        String path = RequestPath.of(routing);
        boolean named = NAMED.matcher(path).matches();
        if (!named && !path.equals("/") && !path.equals("/index.html")) {
            routing.next();
            return;
        }
        if (!config.enabled()) {
            errors.write(routing, new ApiException(ErrorCode.NOT_FOUND));
            return;
        }
        PageHeaders.of(path, routing.request().getHeader(SITE)).forEach(routing.response()::putHeader);
        if (!named) {
            routing.response().headers().add("Vary", SITE);
        }
        routing.addHeadersEndHandler(ending -> {
            int status = routing.response().getStatusCode();
            boolean isThere = status < 300 || status == NOT_MODIFIED;
            routing.response()
                    .putHeader("Cache-Control", named && isThere ? "public, max-age=31536000, immutable" : "no-cache");
        });
        routing.next();
    }
}
