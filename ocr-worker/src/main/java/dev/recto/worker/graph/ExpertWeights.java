package dev.recto.worker.graph;

import dev.recto.worker.onnx.ElementType;
import java.util.ArrayList;
import java.util.List;

/** The stored matrices of a mixture's experts: gates and ups [inner, width], downs [width, inner]. */
public record ExpertWeights(List<Rows> gates, List<Rows> ups, List<Rows> downs, int width, int inner) {
    public static ExpertWeights of(Network mlp, int experts, int width, int inner) {
        List<Rows> gates = new ArrayList<>();
        List<Rows> ups = new ArrayList<>();
        List<Rows> downs = new ArrayList<>();
        for (int i = 0; i < experts; i++) {
            Network expert = mlp.at("experts." + i);
            gates.add(Rows.of(expert.stored("gate_proj.weight", inner, width)));
            ups.add(Rows.of(expert.stored("up_proj.weight", inner, width)));
            downs.add(Rows.of(expert.stored("down_proj.weight", width, inner)));
        }
        return new ExpertWeights(gates, ups, downs, width, inner);
    }

    public Experts exact(Network mlp, int perRow) {
        List<Rows> both = new ArrayList<>();
        for (int i = 0; i < gates.size(); i++) {
            both.add(Rows.interleaved(gates.get(i), ups.get(i)));
        }
        return new Experts(
                mlp.parameter(mlp.qualified("experts.gate+up"), Rows.stacked(both), gates.size(), 2L * inner, width),
                mlp.parameter(mlp.qualified("experts.down"), Rows.stacked(downs), gates.size(), width, inner),
                perRow);
    }

    public ByteExperts inBytes(Network mlp) {
        List<Rows> both = new ArrayList<>();
        for (int i = 0; i < gates.size(); i++) {
            both.add(gates.get(i));
            both.add(ups.get(i));
        }
        Rows gatesAndUps = Rows.stacked(both);
        String inName = mlp.qualified("experts.gate+up.int8");
        String outName = mlp.qualified("experts.down.int8");
        return new ByteExperts(
                integers(mlp, inName, gatesAndUps, 2 * inner, width),
                scales(mlp, inName, gatesAndUps, 2 * inner, width),
                integers(mlp, outName, Rows.stacked(downs), width, inner),
                scales(mlp, outName, Rows.stacked(downs), width, inner));
    }

    private Value integers(Network mlp, String name, Rows rows, int out, int in) {
        long[] shape = {gates.size(), out, in};
        Encoding integers = new Quantization(Byte.SIZE, in, 0).integers();
        return mlp.graph().parameter(new Parameter(name, ElementType.INT8, shape, rows, integers), in);
    }

    private Value scales(Network mlp, String name, Rows rows, int out, int in) {
        long[] shape = {gates.size(), out};
        Encoding scales = new Quantization(Byte.SIZE, in, 0).scales();
        return mlp.graph().parameter(new Parameter(name + ".scales", ElementType.FLOAT, shape, rows, scales), out);
    }
}
