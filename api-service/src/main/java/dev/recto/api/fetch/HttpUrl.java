package dev.recto.api.fetch;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** An address out there: http or https, with a host, without credentials. */
public record HttpUrl(URI uri) {
    /** An IPv4 address as only some readers understand it: as one number, with fewer parts, hexadecimal or octal. */
    private static final Pattern UNUSUAL_ADDRESS =
            Pattern.compile("(?!(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}$)(.*\\.)?(\\d+|0[xX]\\p{XDigit}*)");

    /** Fails with {@link ErrorCode#URL_NOT_ALLOWED} for other schemes, {@link ErrorCode#DOCUMENT_UNREACHABLE} for what is no URL. */
    public static HttpUrl parse(String text) {
        try {
            return of(new URI(text.strip()));
        } catch (URISyntaxException malformed) {
            throw new ApiException(ErrorCode.DOCUMENT_UNREACHABLE);
        }
    }

    /** Where a redirect leads. */
    HttpUrl resolve(String location) {
        try {
            return of(uri.resolve(new URI(location)));
        } catch (URISyntaxException malformed) {
            throw new ApiException(ErrorCode.DOCUMENT_UNREACHABLE);
        }
    }

    private static HttpUrl of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getRawUserInfo() != null) {
            throw new ApiException(ErrorCode.URL_NOT_ALLOWED);
        }
        if (UNUSUAL_ADDRESS.matcher(authorityHost(uri)).matches()) {
            throw new ApiException(ErrorCode.URL_NOT_ALLOWED);
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 0xFFFF) {
            throw new ApiException(ErrorCode.DOCUMENT_UNREACHABLE);
        }
        return new HttpUrl(uri);
    }

    /** Such as it stands there, since what is no name is no host to {@link URI}; without the dot that ends a full name. */
    private static String authorityHost(URI uri) {
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        return withoutLastDot(authority.replaceFirst(":\\d*$", ""));
    }

    private static String withoutLastDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    boolean secure() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    String host() {
        return withoutLastDot(uri.getHost());
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
