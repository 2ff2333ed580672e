package dev.recto.worker.detector;

import dev.recto.worker.graph.FeatureMap;
import java.util.List;

/** Cells far enough from the page's edge to propose a box, by their centres. In single precision, for a bound falls on centres. */
final class ValidCells {
    private static final float LEAST = 1e-2f;
    private static final float MOST = 1 - LEAST;

    private ValidCells() {}

    /** 1 or 0 for each cell of the maps, row by row. */
    static float[] mask(List<FeatureMap> maps) {
        float[] mask = new float[maps.stream().mapToInt(FeatureMap::cells).sum()];
        int at = 0;
        for (FeatureMap map : maps) {
            for (int cell = 0; cell < map.cells(); cell++) {
                float y = (cell / map.width() + 0.5f) / map.height();
                float x = (cell % map.width() + 0.5f) / map.width();
                mask[at++] = inside(x) && inside(y) ? 1 : 0;
            }
        }
        return mask;
    }

    private static boolean inside(float centre) {
        return centre > LEAST && centre < MOST;
    }
}
