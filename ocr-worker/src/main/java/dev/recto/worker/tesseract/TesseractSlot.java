package dev.recto.worker.tesseract;

import dev.recto.worker.scan.Orientation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What one page is read with at a time: languages are loaded when they are needed, and those used last stay. */
final class TesseractSlot implements AutoCloseable {
    private static final float LOAD_FACTOR = 0.75f;

    private final TesseractData data;
    private final String main;
    private final int most;
    private final Orientation orientation;
    /** The one used longest ago first. */
    private final Map<String, TesseractApi> loaded = new LinkedHashMap<>(16, LOAD_FACTOR, true);

    /**
     * @param main the language that always stays
     * @param most further languages that stay, at least one
     */
    TesseractSlot(TesseractData data, String main, int most) {
        this.data = data;
        this.main = main;
        this.most = Math.max(1, most);
        this.orientation = data.load(Orientation.DATA, Orientation::new);
        try {
            language(main);
        } catch (RuntimeException | Error e) {
            orientation.close();
            throw e;
        }
    }

    Orientation orientation() {
        return orientation;
    }

    /** Good until the next language is asked for. */
    TesseractApi language(String language) {
        TesseractApi there = loaded.get(language);
        if (there != null) {
            return there;
        }
        if (loaded.size() > most) {
            unloadOne();
        }
        TesseractApi api = data.load(language, folder -> new TesseractApi(folder, language));
        loaded.put(language, api);
        return api;
    }

    Set<String> loaded() {
        return Set.copyOf(loaded.keySet());
    }

    private void unloadOne() {
        String longestAgo = loaded.keySet().stream()
                .filter(each -> !each.equals(main))
                .findFirst()
                .orElseThrow();
        Objects.requireNonNull(loaded.remove(longestAgo)).close();
    }

    @Override
    public void close() {
        loaded.values().forEach(TesseractApi::close);
        loaded.clear();
        orientation.close();
    }
}
