package dev.recto.worker.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TeamTest {
    @ParameterizedTest
    @CsvSource({"1, 3", "2, 1", "2, 2", "3, 10", "4, 2"})
    void runsEveryPartOnceAndReturnsWhenAllHaveEnded(int threads, int parts) {
        try (Team team = new Team(threads)) {
            for (int round = 0; round < 5_000; round++) {
                AtomicIntegerArray runs = new AtomicIntegerArray(parts);
                team.run(parts, runs::incrementAndGet);
                for (int i = 0; i < parts; i++) {
                    assertThat(runs.get(i)).isOne();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 1", "2, 2", "3, 10", "4, 2"})
    void aWorkerHasOnePartAtATime(int threads, int parts) {
        try (Team team = new Team(threads)) {
            for (int round = 0; round < 5_000; round++) {
                AtomicIntegerArray runs = new AtomicIntegerArray(parts);
                AtomicIntegerArray busy = new AtomicIntegerArray(threads);
                team.share(parts, (worker, part) -> {
                    assertThat(busy.incrementAndGet(worker)).isOne();
                    runs.incrementAndGet(part);
                    busy.decrementAndGet(worker);
                });
                for (int i = 0; i < parts; i++) {
                    assertThat(runs.get(i)).isOne();
                }
            }
        }
    }

    @Test
    void partsRunAtTheSameTime() {
        try (Team team = new Team(3)) {
            CountDownLatch all = new CountDownLatch(3);
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            team.run(3, part -> {
                threads.add(Thread.currentThread());
                all.countDown();
                await(all);
            });
            assertThat(threads).hasSize(3).contains(Thread.currentThread());
        }
    }

    @Test
    void aPartThatFailsFailsTheWholeOnceTheOthersHaveEnded() {
        try (Team team = new Team(2)) {
            AtomicIntegerArray runs = new AtomicIntegerArray(4);
            assertThatThrownBy(() -> team.run(4, part -> {
                        runs.incrementAndGet(part);
                        if (part == 1) {
                            throw new IllegalStateException("part 1");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("part 1");
            assertThat(runs).hasToString("[1, 1, 1, 1]");
            team.run(4, runs::incrementAndGet);
            assertThat(runs).hasToString("[2, 2, 2, 2]");
        }
    }

    @Test
    void itsThreadsEndWithIt() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch both = new CountDownLatch(2);
        try (Team team = new Team(2)) {
            team.run(2, part -> {
                threads.add(Thread.currentThread());
                both.countDown();
                await(both);
            });
        }
        threads.remove(Thread.currentThread());
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(threads).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
