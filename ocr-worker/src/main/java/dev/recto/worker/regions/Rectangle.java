package dev.recto.worker.regions;

import java.util.function.IntUnaryOperator;

/** Right and bottom edge are not included; may be empty. */
public record Rectangle(int left, int top, int right, int bottom) {
    public boolean isEmpty() {
        return right <= left || bottom <= top;
    }

    Rectangle map(IntUnaryOperator across, IntUnaryOperator down) {
        return new Rectangle(
                across.applyAsInt(left), down.applyAsInt(top), across.applyAsInt(right), down.applyAsInt(bottom));
    }
}
