package dev.recto.parts;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server over a directory, with one bucket. */
final class S3Part implements AutoCloseable {
    private final S3Proxy server;

    S3Part(Path data, int port) throws Exception {
        Files.createDirectories(data.resolve(PartsAddresses.BUCKET));
        server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(data.toString()))
                .endpoint(URI.create("http://" + PartsAddresses.HOST + ":" + port))
                .awsAuthentication(
                        AuthenticationType.AWS_V4, PartsAddresses.S3_ACCESS_KEY, PartsAddresses.S3_SECRET_KEY)
                .ignoreUnknownHeaders(true)
                .build();
        server.start();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
