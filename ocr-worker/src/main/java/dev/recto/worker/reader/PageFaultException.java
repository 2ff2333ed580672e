package dev.recto.worker.reader;

import dev.recto.model.PageFault;
import org.jspecify.annotations.Nullable;

/** A page was not read, and why. The message never quotes the document. */
public final class PageFaultException extends RuntimeException {
    private final PageFault fault;

    public PageFaultException(PageFault fault) {
        this(fault, null);
    }

    public PageFaultException(PageFault fault, @Nullable Throwable cause) {
        super(fault.name(), cause);
        this.fault = fault;
    }

    public PageFault fault() {
        return fault;
    }
}
