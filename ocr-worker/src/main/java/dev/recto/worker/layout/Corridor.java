package dev.recto.worker.layout;

/** White between two columns. */
record Corridor(int left, int right) {
    int width() {
        return right - left;
    }

    boolean isCrossedBy(Piece piece) {
        return piece.left() < left && piece.right() > right;
    }
}
