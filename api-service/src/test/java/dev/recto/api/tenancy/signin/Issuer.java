package dev.recto.api.tenancy.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** An identity provider: signs tokens, and publishes the keys that they are checked with. */
final class Issuer implements AutoCloseable {
    static final String SECRET = "a-secret-of-the-service";

    private final HttpServer server;
    private final List<RsaJsonWebKey> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger fetched = new AtomicInteger();
    private final Map<String, Map<String, Object>> granted = new ConcurrentHashMap<>();

    Issuer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/jwks", exchange -> {
            fetched.incrementAndGet();
            send(exchange, 200, new JsonWebKeySet(published).toJson(OutputControlLevel.PUBLIC_ONLY));
        });
        server.createContext("/token", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, Object> tokens = granted.remove(form);
            send(
                    exchange,
                    tokens == null ? 400 : 200,
                    JsonUtil.toJson(tokens == null ? Map.of("error", "invalid_grant") : tokens));
        });
        server.start();
    }

    static RsaJsonWebKey newKey(String id) throws JoseException {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(id);
        return key;
    }

    static RsaJsonWebKey named(String id, RsaJsonWebKey pair) {
        RsaJsonWebKey key = new RsaJsonWebKey(pair.getRsaPublicKey());
        key.setPrivateKey(pair.getPrivateKey());
        key.setKeyId(id);
        return key;
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Tokens for whoever brings this code and this verifier, once. */
    void grant(String code, String verifier, Map<String, Object> tokens) {
        granted.put(
                "grant_type=authorization_code&code=" + code + "&code_verifier=" + verifier
                        + "&redirect_uri=http%3A%2F%2Flocalhost%2F&client_id=recto&client_secret=" + SECRET,
                tokens);
    }

    void publish(RsaJsonWebKey... keys) {
        published.clear();
        published.addAll(List.of(keys));
    }

    int fetched() {
        return fetched.get();
    }

    static String sign(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
        return sign(claims, key, AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    static String sign(JwtClaims claims, RsaJsonWebKey key, String algorithm) throws JoseException {
        JsonWebSignature signed = new JsonWebSignature();
        signed.setPayload(claims.toJson());
        signed.setAlgorithmHeaderValue(algorithm);
        signed.setKeyIdHeaderValue(key.getKeyId());
        signed.setKey(key.getPrivateKey());
        return signed.getCompactSerialization();
    }

    static String unsigned(JwtClaims claims) throws JoseException {
        JsonWebSignature plain = new JsonWebSignature();
        plain.setPayload(claims.toJson());
        plain.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        plain.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        return plain.getCompactSerialization();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
