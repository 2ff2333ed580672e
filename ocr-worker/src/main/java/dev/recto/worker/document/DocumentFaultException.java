package dev.recto.worker.document;

import dev.recto.model.DocumentFault;
import org.jspecify.annotations.Nullable;

/** A document can't be read by anyone, and why. The message never quotes the document. */
public final class DocumentFaultException extends Exception {
    private final DocumentFault fault;

    public DocumentFaultException(DocumentFault fault) {
        this(fault, null);
    }

    public DocumentFaultException(DocumentFault fault, @Nullable Throwable cause) {
        super(fault.name(), cause);
        this.fault = fault;
    }

    public DocumentFault fault() {
        return fault;
    }
}
