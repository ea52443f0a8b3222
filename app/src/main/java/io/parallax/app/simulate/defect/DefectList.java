package io.parallax.app.simulate.defect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;

/** The defects that can be planted, for people, programs and the documentation. */
public final class DefectList {
    private DefectList() {}

    /** One line each. */
    public static String text(List<Defect> defects) {
        StringBuilder out = new StringBuilder();
        out.append(line("defect", "found as", "seeds", "faults", "what it does wrong"));
        for (Defect defect : defects) {
            out.append('\n')
                    .append(line(
                            defect.name(),
                            defect.invariant(),
                            "1.." + defect.seeds(),
                            defect.profile(),
                            defect.meaning()));
        }
        return out.toString();
    }

    private static String line(String name, String invariant, String seeds, String profile, String meaning) {
        return String.format(Locale.ROOT, "%-36s %-14s %-6s %-8s %s", name, invariant, seeds, profile, meaning);
    }

    /** An array of objects. */
    public static ArrayNode json(List<Defect> defects) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Defect defect : defects) {
            all.addObject()
                    .put("name", defect.name())
                    .put("invariant", defect.invariant())
                    .put("seeds", defect.seeds())
                    .put("faults", defect.profile())
                    .put("file", defect.file())
                    .put("meaning", defect.meaning());
        }
        return all;
    }

    /** A table of the documentation. */
    public static String markdown(List<Defect> defects) {
        StringBuilder out = new StringBuilder("| defect | what it does wrong | found as | faults | within seeds |\n")
                .append("| --- | --- | --- | --- | --- |\n");
        for (Defect defect : defects) {
            out.append("| `")
                    .append(defect.name())
                    .append("` | ")
                    .append(defect.meaning())
                    .append(" | ")
                    .append(defect.invariant().replace("|", ", "))
                    .append(" | ")
                    .append(defect.profile())
                    .append(" | 1..")
                    .append(defect.seeds())
                    .append(" |\n");
        }
        return out.toString();
    }
}
