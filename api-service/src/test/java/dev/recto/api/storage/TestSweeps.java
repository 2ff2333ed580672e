package dev.recto.api.storage;

import jakarta.inject.Singleton;

/** Deletes what is due when a test says so: by itself the service hardly does while tests run, for they look at what is to be deleted. */
@Singleton
public class TestSweeps {
    private final ObjectSweeper sweeper;

    TestSweeps(ObjectSweeper sweeper) {
        this.sweeper = sweeper;
    }

    public void sweep() {
        sweeper.sweep();
    }
}
