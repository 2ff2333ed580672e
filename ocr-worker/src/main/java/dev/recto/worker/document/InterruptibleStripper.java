package dev.recto.worker.document;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Collects a page's text layer, and stops when nobody waits any more. */
final class InterruptibleStripper extends PDFTextStripper {
    private final OperandMeter meter;

    InterruptibleStripper(OperandMeter meter) {
        this.meter = meter;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        Interruption.check();
        meter.operator();
        super.processOperator(operator, operands);
    }

    @Override
    public void saveGraphicsState() {
        ContentLimits.checkStates(getGraphicsStackSize());
        super.saveGraphicsState();
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        Interruption.check();
        super.processTextPosition(text);
    }
}
