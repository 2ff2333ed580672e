package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.model.PreparedPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimedExecutorTest {
    private final List<String> heard = new ArrayList<>();
    private final ToyExecutor toy = new ToyExecutor(2, 64);
    private final TimedExecutor timed = new TimedExecutor(toy, new EngineListener() {
        @Override
        public void encoded(int views, long nanos) {
            heard.add("encoded " + views);
        }

        @Override
        public void embedded(long nanos) {
            heard.add("embedded");
        }

        @Override
        public void prefilled(int tokens, long nanos) {
            heard.add("prefilled " + tokens);
        }

        @Override
        public void decoded(int rows, long nanos) {
            heard.add("decoded " + rows);
        }
    });

    @Test
    void tellsOfEachCallThatSucceeds() {
        PreparedPage page = ToyPages.random(new Random(1), 10);
        EncodedPrompt prompt = EncodedPages.prompt(timed, page);
        timed.prefill(0, prompt, 0, page.inputIds().length);
        DecodeBatch batch = new DecodeBatch(2);
        batch.begin(2);
        batch.set(0, 1, page.inputIds().length, page.inputIds().length);
        batch.set(1, 0, 0, 0);
        timed.decode(batch);
        prompt.close();

        assertThat(heard).containsExactly("encoded 1", "embedded", "prefilled " + page.inputIds().length, "decoded 2");
    }

    @Test
    void isSilentAboutACallThatFails() {
        toy.failNextDecode.set(1);
        DecodeBatch batch = new DecodeBatch(2);
        batch.begin(1);
        batch.set(0, 1, 0, 0);

        assertThatThrownBy(() -> timed.decode(batch)).hasMessage("step broken");
        assertThat(heard).isEmpty();
    }
}
