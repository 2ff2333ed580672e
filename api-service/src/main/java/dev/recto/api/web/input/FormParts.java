package dev.recto.api.web.input;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.temporary.Spool;
import dev.recto.api.web.input.Form.FormFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jspecify.annotations.Nullable;

/** Takes the parts of a form one after the other. */
final class FormParts implements MultipartParser.PartHandler {
    private final FormsConfig config;
    private final Spool spool;
    private final Map<String, List<String>> texts = new HashMap<>();
    private final Map<String, FormFile> files = new HashMap<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    private int count;
    private boolean moved;
    private @Nullable PartHead head;
    private Spool.@Nullable NewFile file;

    FormParts(FormsConfig config, Spool spool) {
        this.config = config;
        this.spool = spool;
    }

    Form form() {
        return new Form(texts, files);
    }

    /** Whether anything of a part was taken since this was asked last. */
    boolean moved() {
        boolean before = moved;
        moved = false;
        return before;
    }

    @Override
    public void beginPart(CaseInsensitiveMap<String> headers) {
        moved = true;
        if (++count > config.maxParts()) {
            throw new ApiException(ErrorCode.REQUEST_TOO_LARGE, "A form has at most " + config.maxParts() + " parts.");
        }
        head = PartHead.of(headers);
        file = head.filename() != null ? spool.open() : null;
    }

    @Override
    public void data(ByteBuffer bytes) throws IOException {
        moved = true;
        int length = bytes.remaining();
        if (file == null && text.size() + length > config.maxFieldSize().asLongValue()) {
            throw new ApiException(
                    ErrorCode.REQUEST_TOO_LARGE,
                    "A field of a form has at most " + config.maxFieldSize().asLongValue() + " bytes.");
        }
        OutputStream to = file == null ? text : file.out();
        to.write(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
    }

    @Override
    public void endPart() {
        moved = true;
        if (head == null) {
            throw new IllegalStateException("a part ends that has not begun");
        }
        if (file == null) {
            texts.computeIfAbsent(head.name(), name -> new ArrayList<>()).add(text.toString(StandardCharsets.UTF_8));
            text.reset();
        } else {
            close(file.out());
            files.putIfAbsent(head.name(), new FormFile(Objects.requireNonNull(head.filename()), file.path()));
        }
    }

    private static void close(OutputStream file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
