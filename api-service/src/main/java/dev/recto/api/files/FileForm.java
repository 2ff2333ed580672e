package dev.recto.api.files;

import dev.recto.api.web.input.Characters;
import dev.recto.api.web.input.Form;
import dev.recto.api.web.input.Form.FormFile;
import dev.recto.api.web.input.TextFields;
import dev.recto.api.web.input.Word;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Form fields of an upload in one request. */
final class FileForm {
    private static final int MAX_EXPIRY_HOURS = 8760;
    private static final String ANCHOR = "expires_after[anchor]";
    private static final String SECONDS = "expires_after[seconds]";

    static final Set<String> FIELDS = Set.of("file", "purpose", "visibility", "expiry", ANCHOR, SECONDS);

    private enum Anchor implements Word {
        CREATED_AT
    }

    private final Form form;
    private final TextFields fields;

    private FileForm(Form form) {
        this.form = form;
        this.fields = new TextFields(
                "body",
                name -> form.texts(name).stream()
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    /** Throws a 422 that names every field at fault. */
    static NewFile parse(Form form) {
        return new FileForm(form).parse();
    }

    private NewFile parse() {
        Optional<FilePurpose> purpose = purpose();
        FileVisibility visibility =
                fields.word("visibility", FileVisibility.class).orElse(FileVisibility.WORKSPACE);
        Duration lifetime = lifetime();
        Optional<FormFile> file = form.file("file");
        Optional<String> filename = file.flatMap(this::filename);
        if (file.isEmpty()) {
            fields.missing("file");
        }
        fields.check();
        FormFile bytes = file.orElseThrow();
        return new NewFile(
                new FileLabel(filename.orElseThrow(), purpose.orElseThrow(), visibility, lifetime),
                bytes.path(),
                bytes.size());
    }

    private Optional<FilePurpose> purpose() {
        if (fields.texts("purpose").isEmpty()) {
            fields.missing("purpose");
        }
        return fields.word("purpose", FilePurpose.class);
    }

    private Optional<String> filename(FormFile file) {
        Optional<String> name = FileName.clean(file.name());
        if (name.isEmpty()) {
            return fields.wrong("file", "must have a file name", "missing");
        }
        return Characters.count(name.get()) <= FileName.MAX_LENGTH
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
}
