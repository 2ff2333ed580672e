package dev.recto.worker.serving;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Brings a preset's options in below all that is configured, and above defaults. Found by its name in META-INF. */
public final class PresetSource implements ConfigSourceFactory {
    private static final int BELOW_ALL_FILES = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue chosen = context.getValue(Preset.OPTION);
        String name = chosen == null ? null : chosen.getValue();
        return Arrays.stream(Preset.values())
                .filter(preset -> preset.name().equalsIgnoreCase(name))
                .map(PresetSource::source)
                .toList();
    }

    private static ConfigSource source(Preset preset) {
        Map<String, String> options = new LinkedHashMap<>();
        preset.options().forEach((option, value) -> options.put(Preset.PREFIX + option, value));
        return new PropertiesConfigSource(options, "preset " + preset, BELOW_ALL_FILES);
    }

    /** After the sources that name the preset. */
    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(BELOW_ALL_FILES);
    }
}
