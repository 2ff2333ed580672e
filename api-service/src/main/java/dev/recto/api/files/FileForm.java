package dev.recto.api.files;

import dev.recto.api.input.TextFields;
import dev.recto.api.input.Word;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.multipart.FileItem;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;
import org.jspecify.annotations.Nullable;

/** Form fields of an upload in one request. */
final class FileForm {
    private static final int MAX_EXPIRY_HOURS = 8760;
    private static final String ANCHOR = "expires_after[anchor]";
    private static final String SECONDS = "expires_after[seconds]";

    private enum Anchor implements Word {
        CREATED_AT
    }

    private final MultipartFormDataInput form;
    private final TextFields fields;

    private FileForm(MultipartFormDataInput form) {
        this.form = form;
        this.fields = new TextFields(
                "body",
                name -> values(name).stream()
                        .filter(value -> !value.isFileItem())
                        .map(FormValue::getValue)
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    /** Throws a 422 that names every field at fault. */
    static NewFile parse(MultipartFormDataInput form) {
        return new FileForm(form).parse();
    }

    private NewFile parse() {
        Optional<FilePurpose> purpose = purpose();
        FileVisibility visibility =
                fields.word("visibility", FileVisibility.class).orElse(FileVisibility.WORKSPACE);
        Duration lifetime = lifetime();
        Optional<FormValue> file =
                values("file").stream().filter(FormValue::isFileItem).findFirst();
        Optional<String> filename = file.flatMap(this::filename);
        if (file.isEmpty()) {
            fields.missing("file");
        }
        fields.check();
        FileItem bytes = file.orElseThrow().getFileItem();
        return new NewFile(
                new FileLabel(filename.orElseThrow(), purpose.orElseThrow(), visibility, lifetime),
                bytes.getFile(),
                bytes.getFile().toFile().length());
    }

    private Optional<FilePurpose> purpose() {
        if (fields.texts("purpose").isEmpty()) {
            fields.missing("purpose");
        }
        return fields.word("purpose", FilePurpose.class);
    }

    private Optional<String> filename(FormValue file) {
        String sent = file.getFileName();
        Optional<String> name = sent == null ? Optional.empty() : FileName.clean(sent);
        if (name.isEmpty()) {
            return fields.wrong("file", "must have a file name", "missing");
        }
        return name.get().length() <= FileName.MAX_LENGTH
                ? name
                : fields.wrong(
                        "file",
                        "must have a name of at most " + FileName.MAX_LENGTH + " characters",
                        "string_too_long");
    }

    private @Nullable Duration lifetime() {
        Optional<Integer> hours = fields.number("expiry", 1, MAX_EXPIRY_HOURS);
        Optional<Anchor> anchor = fields.word(ANCHOR, Anchor.class);
        Optional<Integer> seconds = fields.number(SECONDS, ExpiresAfter.MIN_SECONDS, ExpiresAfter.MAX_SECONDS);
        if (!fields.texts(ANCHOR).isEmpty() && fields.texts(SECONDS).isEmpty()) {
            fields.missing(SECONDS);
        }
        if (!fields.texts(SECONDS).isEmpty() && fields.texts(ANCHOR).isEmpty()) {
            fields.missing(ANCHOR);
        }
        if (hours.isPresent() && anchor.isPresent()) {
            fields.wrong("expiry", "must not be given together with expires_after", "value_error");
        }
        return hours.map(Duration::ofHours)
                .or(() -> seconds.map(Duration::ofSeconds))
                .orElse(null);
    }

    private Collection<FormValue> values(String name) {
        return form.getValues().getOrDefault(name, List.of());
    }
}
