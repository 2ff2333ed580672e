package dev.recto.api.background;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Starts all that goes on by itself, when everything else has started. */
@Singleton
class Chores {
    private static final int LAST = Integer.MAX_VALUE;

    private final List<Chore> chores;

    Chores(@All List<Chore> chores) {
        this.chores = chores;
    }

    void start(@Observes @Priority(LAST) StartupEvent started) {
        chores.forEach(chore -> chore.bells().forEach(Bell::start));
    }

    void stop(@Observes ShutdownEvent stopping) {
        chores.forEach(chore -> chore.bells().forEach(Bell::close));
    }
}
