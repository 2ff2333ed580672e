package dev.recto.tools.specimen;

import dev.recto.worker.reader.ImagePage;
import java.util.List;

/**
 * A page with one table, or with none.
 *
 * @param cells rows of as many cells each, some of them empty; no rows if there is no table
 */
public record TableSpecimen(String name, ImagePage page, List<List<String>> cells, List<TrueRegion> regions) {
    public boolean hasTable() {
        return !cells.isEmpty();
    }

    @Override
    public String toString() {
        return name;
    }
}
