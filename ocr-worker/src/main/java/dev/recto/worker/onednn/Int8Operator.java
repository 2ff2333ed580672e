package dev.recto.worker.onednn;

import dev.recto.worker.onnx.Operator;
import java.util.ArrayList;
import java.util.List;

/** An operator with rows and matrices of bytes: what its nodes share, which therefore run one at a time. */
abstract class Int8Operator implements Operator {
    final SharedProducts products;
    final RowQuantizer quantizer;
    private final Team team;
    private final List<Room> rooms = new ArrayList<>();

    Int8Operator(Team team) {
        this.team = team;
        products = new SharedProducts(team);
        quantizer = new RowQuantizer(team);
    }

    final Room newRoom() {
        Room room = new Room();
        rooms.add(room);
        return room;
    }

    /** Rows of a tensor whose last dimension is their width. */
    static int rows(long[] shape) {
        long rows = 1;
        for (int i = 0; i < shape.length - 1; i++) {
            rows = Math.multiplyExact(rows, shape[i]);
        }
        return Math.toIntExact(rows);
    }

    @Override
    public void close() {
        rooms.forEach(Room::close);
        quantizer.close();
        products.close();
        team.close();
    }
}
