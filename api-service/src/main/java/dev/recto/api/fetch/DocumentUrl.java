package dev.recto.api.fetch;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** An address of a document: http or https, with a host, without credentials. */
record DocumentUrl(URI uri) {
    /** Fails with {@link ErrorCode#URL_NOT_ALLOWED} for other schemes, {@link ErrorCode#DOCUMENT_UNREACHABLE} for what is no URL. */
    static DocumentUrl parse(String text) {
        try {
            return of(new URI(text.strip()));
        } catch (URISyntaxException malformed) {
            throw new ApiException(ErrorCode.DOCUMENT_UNREACHABLE);
        }
    }

    /** Where a redirect leads. */
    DocumentUrl resolve(String location) {
        try {
            return of(uri.resolve(new URI(location)));
        } catch (URISyntaxException malformed) {
            throw new ApiException(ErrorCode.DOCUMENT_UNREACHABLE);
        }
    }

    private static DocumentUrl of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getRawUserInfo() != null) {
            throw new ApiException(ErrorCode.URL_NOT_ALLOWED);
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 0xFFFF) {
            throw new ApiException(ErrorCode.DOCUMENT_UNREACHABLE);
        }
        return new DocumentUrl(uri);
    }

    boolean secure() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    String host() {
        return uri.getHost();
    }

    int port() {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return secure() ? 443 : 80;
    }

    String pathAndQuery() {
        String path =
                uri.toASCIIString().replaceFirst("(?i)^https?://[^/?#]*", "").replaceFirst("#.*$", "");
        return path.startsWith("/") ? path : "/" + path;
    }
}
