package dev.recto.api.tenancy.signin;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final HttpServer server;
    private final List<RsaJsonWebKey> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger fetched = new AtomicInteger();

    Issuer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/jwks", exchange -> {
            fetched.incrementAndGet();
            byte[] keys = new JsonWebKeySet(published)
                    .toJson(OutputControlLevel.PUBLIC_ONLY)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    static RsaJsonWebKey newKey(String id) throws JoseException {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(id);
        return key;
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
