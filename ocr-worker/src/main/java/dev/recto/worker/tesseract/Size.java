package dev.recto.worker.tesseract;

/** Of a picture, in pixels. */
record Size(int width, int height) {
    Size turned() {
        return new Size(height, width);
    }
}
