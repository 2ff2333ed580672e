package dev.recto.worker.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class PoolThreadsTest {
    private record Seen(String name, boolean daemon, String local, ClassLoader loader) {}

    @Test
    void aThreadTakesOnNothingOfTheOneThatStartsIt() throws Exception {
        var inherited = new InheritableThreadLocal<String>();
        inherited.set("the task's");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (var other = new URLClassLoader(new URL[0], before)) {
            Thread.currentThread().setContextClassLoader(other);
            var seen = new FutureTask<>(() -> new Seen(
                    Thread.currentThread().getName(),
                    Thread.currentThread().isDaemon(),
                    String.valueOf(inherited.get()),
                    Thread.currentThread().getContextClassLoader()));
            PoolThreads.named("pool").newThread(seen).start();
            assertThat(seen.get()).isEqualTo(new Seen("pool-0", true, "null", PoolThreads.class.getClassLoader()));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
