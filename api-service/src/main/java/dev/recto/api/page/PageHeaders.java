package dev.recto.api.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a browser may do with the page's files: documents that were read may hold anything, so only files of our own run. */
final class PageHeaders {
    private static final String SCRIPTS = "script-src 'self'";

    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            SCRIPTS,
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html dompurify recto-worker");

    /** Decoders of scans are WebAssembly. A worker has a policy of its own and touches no document. */
    private static final String WORKER_POLICY =
            "default-src 'none'; connect-src 'self'; " + SCRIPTS + " 'wasm-unsafe-eval'";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

    /** Where people come from who typed the address, kept it, or are there already. */
    private static final Set<String> OWN_ACCORD = Set.of("none", "same-origin");

    private PageHeaders() {}

    /**
     * A window that another site opened is cut off from that site. Nobody opened one that a person came with, and for cutting a browser
     * starts a process, which is two tenths of a second.
     *
     * @param site what the browser says of where the request comes from (Sec-Fetch-Site)
     */
    static Map<String, String> of(String path, @Nullable String site) {
        var headers = new LinkedHashMap<>(ALWAYS);
        if (site == null || !OWN_ACCORD.contains(site)) {
            headers.put("Cross-Origin-Opener-Policy", "same-origin");
        }
        headers.put("Content-Security-Policy", path.endsWith("/pdf.worker.min.mjs") ? WORKER_POLICY : POLICY);
        return headers;
    }
}
