package dev.recto.api.ocr.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.reading.AnswerForm;
import dev.recto.api.reading.Job;

/** The form of an answer as it is kept with its job. */
final class StoredForm {
    private StoredForm() {}

    static AnswerForm of(Job job, ObjectMapper json) {
        try {
            return json.readValue(job.form(), AnswerForm.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored form is not understood", e);
        }
    }
}
