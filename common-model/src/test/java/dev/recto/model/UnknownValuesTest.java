package dev.recto.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** During a rollout newer workers say things that this version does not know yet. */
class UnknownValuesTest {
    private static final String JOB = "\"job\":\"01980000-0000-7000-8000-000000000000\",\"attempt\":1";

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Test
    void anUnknownFaultIsOneOfTheEngineOrTheDocument() throws Exception {
        assertThat(read("{\"reply\":\"page-failed\"," + JOB + ",\"page\":1,\"worker\":\"w\",\"fault\":\"BORED\"}"))
                .extracting("fault")
                .isEqualTo(PageFault.ENGINE);
        assertThat(read("{\"reply\":\"document-refused\"," + JOB + ",\"fault\":\"UGLY\"}"))
                .extracting("fault")
                .isEqualTo(DocumentFault.INVALID);
    }

    @Test
    void unknownFlagsAndFieldsOfAPageAreLeftOutAndUnknownBlocksAreText() throws Exception {
        WorkerReply reply = read("{\"reply\":\"page-read\"," + JOB + """
                ,"page":1,"worker":"w","mood":"good","result":{"markdown":"a","dimensions":{"width":1,"height":1,"dpi":72},
                "blocks":[{"type":"POEM","start":0,"end":1}],"pictures":[],"hyperlinks":[],"words":[],
                "usage":{"promptTokens":1,"completionTokens":1},"flags":["ROTATED","FOLDED"],"milliseconds":1}}""");
        PageResult result = ((WorkerReply.PageRead) reply).result();
        assertThat(result.flags()).containsExactly(PageFlag.ROTATED);
        assertThat(result.blocks()).extracting(Block::type).containsExactly(BlockType.TEXT);
    }

    @Test
    void unknownCapabilitiesOfAModelAreLeftOut() throws Exception {
        ServedModel model = json.readValue("""
                {"id":"a","name":"a","ownedBy":"a","description":"","maxContextLength":1,"slots":1,
                 "capabilities":["SINGING","BLOCKS"]}""", ServedModel.class);
        assertThat(model.capabilities()).containsExactly(ModelCapability.BLOCKS);
        assertThat(model.queue()).isZero();
    }

    @Test
    void thereIsNoReplyWithoutWhatItIsAbout() {
        for (String reply : new String[] {
            "{\"reply\":\"page-failed\"," + JOB + ",\"page\":1,\"worker\":\"w\"}",
            "{\"reply\":\"page-read\"," + JOB + ",\"page\":1,\"worker\":\"w\",\"result\":null}",
            "{\"reply\":\"page-read\",\"page\":1,\"attempt\":1,\"worker\":\"w\"}",
            "{\"reply\":\"document-refused\"," + JOB + "}",
            "{\"reply\":\"document-probed\"," + JOB + ",\"pages\":[]}",
            "{\"reply\":\"document-probed\"," + JOB + ",\"kind\":\"PAPYRUS\",\"pages\":[]}",
            "{\"reply\":\"document-sung\"," + JOB + "}",
            "{\"reply\":\"task-returned\"," + JOB + ",\"worker\":\"w\"}",
            "{\"reply\":\"task-returned\",\"task\":{\"page\":1,\"attempt\":1},\"worker\":\"w\"}"
        }) {
            assertThatThrownBy(() -> read(reply)).isInstanceOf(JsonProcessingException.class);
        }
    }

    /** What a worker of the version before says, and what it would say to one of the version before. */
    @Test
    void aHeartbeatMayKnowNothingOfTasksAndMoreThanThisVersion() throws Exception {
        String models = "\"worker\":\"w\",\"at\":\"2026-11-28T12:00:00Z\",\"draining\":false,\"models\":[]";
        WorkerHeartbeat older = json.readValue("{" + models + "}", WorkerHeartbeat.class);
        assertThat(older.incarnation()).isNull();
        assertThat(older.held()).isNull();
        assertThat(older.taken()).isNull();
        assertThat(older.runs()).isFalse();
        String task = "{" + JOB + ",\"page\":null,\"mood\":\"good\"}";
        WorkerHeartbeat newer = json.readValue(
                "{" + models + ",\"incarnation\":\"01980000-0000-7000-8000-000000000001\",\"held\":[" + task
                        + "],\"taken\":" + task + ",\"temper\":1}",
                WorkerHeartbeat.class);
        assertThat(newer.held()).containsExactly(Objects.requireNonNull(newer.taken()));
        assertThat(newer.models()).as("what older versions need").isEmpty();
    }

    /** What an API of the version before asks. */
    @Test
    void aTaskMayKnowNothingOfRunsAndOfOnlyPages() throws Exception {
        PageTask page = json.readValue("{" + JOB + """
                ,"page":3,"objectKey":"key","kind":"PDF","model":"m","options":{},"deadline":"2026-11-28T12:00:00Z"}""", PageTask.class);
        assertThat(page.pages()).isEqualTo(1);
        assertThat(page.each()).containsExactly(page);
        DocumentTask document = json.readValue("{" + JOB + """
                ,"objectKey":"key","sizeBytes":1,"deadline":"2026-11-28T12:00:00Z"}""", DocumentTask.class);
        assertThat(document.onlyPage()).isNull();
    }

    private WorkerReply read(String reply) throws JsonProcessingException {
        return json.readValue(reply, WorkerReply.class);
    }
}
