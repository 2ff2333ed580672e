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
import java.util.Set;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jspecify.annotations.Nullable;

/** Takes the parts of a form one after the other, and keeps those that are asked for. */
final class FormParts implements MultipartParser.PartHandler {
    /** What a text takes beside its bytes. */
    private static final int TEXT_OVERHEAD = 64;

    private final FormsConfig config;
    private final Spool spool;
    private final Set<String> fields;
    private final Map<String, List<String>> texts = new HashMap<>();
    private final Map<String, FormFile> files = new HashMap<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    private int count;
    private long heads;
    private boolean moved;
    private @Nullable PartHead head;
    private Spool.@Nullable NewFile file;

    FormParts(FormsConfig config, Spool spool, Set<String> fields) {
        this.config = config;
        this.spool = spool;
        this.fields = fields;
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
        heads += size(headers);
        if (heads > config.maxHeadsSize().asLongValue()) {
            throw new ApiException(ErrorCode.REQUEST_TOO_LARGE, "The heads of the parts are too large.");
        }
        head = PartHead.of(headers);
        file = head.filename() != null && isKept(head) ? spool.open() : null;
    }

    private static long size(CaseInsensitiveMap<String> headers) {
        long size = 0;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                size += header.getKey().length() + value.length();
            }
        }
        return size;
    }

    private boolean isKept(PartHead part) {
        return fields.contains(part.name()) && !(part.filename() != null && files.containsKey(part.name()));
    }

    @Override
    public void data(ByteBuffer bytes) throws IOException {
        moved = true;
        PartHead part = part();
        byte[] array = bytes.array();
        int offset = bytes.arrayOffset() + bytes.position();
        if (file != null) {
            file.out().write(array, offset, bytes.remaining());
        } else if (part.filename() == null) {
            if (text.size() + bytes.remaining() > config.maxFieldSize().asLongValue()) {
                throw new ApiException(
                        ErrorCode.REQUEST_TOO_LARGE,
                        "A field of a form has at most " + config.maxFieldSize().asLongValue() + " bytes.");
            }
            text.write(array, offset, bytes.remaining());
        }
    }

    @Override
    public void endPart() {
        moved = true;
        PartHead part = part();
        if (file != null) {
            close(file.out());
            files.put(part.name(), new FormFile(Objects.requireNonNull(part.filename()), file.path()));
        } else if (part.filename() == null && isKept(part)) {
            spool.hold(text.size() + TEXT_OVERHEAD);
            texts.computeIfAbsent(part.name(), name -> new ArrayList<>()).add(text.toString(StandardCharsets.UTF_8));
        }
        text.reset();
    }

    private PartHead part() {
        if (head == null) {
            throw new IllegalStateException("a part has not begun");
        }
        return head;
    }

    private static void close(OutputStream file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
