package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import leibniz.kernel.protocol.Json;
import org.junit.jupiter.api.Test;

class EditorQuestionsTest {
    private final EditorQuestions questions = new EditorQuestions();

    @Test
    void aQuestionIsAnswered() {
        assertEquals(Json.of("found", 1), questions.answer(() -> Json.of("found", 1), new JsonObject()));
    }

    @Test
    void aQuestionThatTakesForEverIsGivenUpAndTheNextIsAnswered() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<JsonObject> answer = CompletableFuture.supplyAsync(() -> questions.answer(() -> {
            begun.countDown();
            never.await();
            return new JsonObject();
        }, Json.of("given", "up")));
        begun.await();
        questions.giveUp();
        assertEquals(Json.of("given", "up"), answer.join());
        assertEquals(Json.of("found", 2), questions.answer(() -> Json.of("found", 2), new JsonObject()));
        never.countDown();
    }

    @Test
    void givingUpWhileNothingIsAskedChangesNothing() {
        questions.giveUp();
        assertEquals(Json.of("found", 3), questions.answer(() -> Json.of("found", 3), new JsonObject()));
    }
}
