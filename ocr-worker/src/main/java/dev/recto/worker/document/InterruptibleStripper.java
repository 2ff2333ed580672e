package dev.recto.worker.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Collects a page's text layer, and stops when nobody waits any more. */
final class InterruptibleStripper extends PDFTextStripper {
    private final OperandMeter meter;
    private final PageFonts fonts;
    private final GlyphPlaces places;
    private final List<ClaimedWord> words = new ArrayList<>();

    InterruptibleStripper(OperandMeter meter, DocumentLimits limits, PDPage page) {
        this.meter = meter;
        this.fonts = new PageFonts(limits);
        this.places = GlyphPlaces.of(page);
    }

    ClaimedText claimed(PDDocument pdf) throws IOException {
        return new ClaimedText(getText(pdf), words);
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        Interruption.check();
        meter.operator();
        fonts.check(operator, operands, getResources());
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

    /** A piece of a line that has no wide gap in it. */
    @Override
    protected void writeString(String text, List<TextPosition> glyphs) throws IOException {
        if (!glyphs.isEmpty()) {
            words.addAll(places.words(text, glyphs));
        }
        super.writeString(text, glyphs);
    }
}
