package dev.recto.worker.graph;

import dev.recto.worker.onnx.CudaOptions;
import dev.recto.worker.onnx.Environment;
import dev.recto.worker.onnx.PlacedNode;
import dev.recto.worker.onnx.ProviderException;
import dev.recto.worker.onnx.Session;
import dev.recto.worker.onnx.SessionOptions;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Opens graphs in sessions, and looks at where their nodes went. */
public final class GraphSession {
    private static final Logger LOG = Logger.getLogger(GraphSession.class);

    private GraphSession() {}

    /** @throws ProviderException if what is to compute can't be had, or has no kernel for a node that must not fall back to the CPU */
    public static Session open(Environment environment, Graph graph, Weights weights, SessionOptions options) {
        Session session = Session.open(environment, graph.serialize(weights.places()), weights.stored(graph), options);
        CudaOptions cuda = options.cuda();
        if (cuda == null) {
            return session;
        }
        try {
            requireDevice(graph, session.placement(), cuda.fallback());
            return session;
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    /** The runtime itself says in a warning at most that there are such nodes, and computes them on the CPU with copies around. */
    static void requireDevice(Graph graph, List<PlacedNode> nodes, boolean fallback) {
        List<PlacedNode> fallen = nodes.stream()
                .filter(node -> node.onCpu() && !graph.computesSizes(node.name()))
                .toList();
        if (fallen.isEmpty()) {
            return;
        }
        String operators = fallen.stream()
                .collect(Collectors.groupingBy(PlacedNode::operator, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(operator -> operator.getKey() + " " + operator.getValue())
                .collect(Collectors.joining(", "));
        String line = "%d of %d nodes of the %s network have no CUDA kernel and would be computed on the CPU: %s"
                .formatted(fallen.size(), nodes.size(), graph.name(), operators);
        if (!fallback) {
            throw new ProviderException(line + ". With recto.worker.vlm.cuda.fallback=true they are");
        }
        LOG.warn(line);
    }
}
