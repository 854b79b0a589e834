package io.chameleon.runner.cli;

import java.util.List;

/** How a report is written to standard output. */
enum OutputFormat {
    HUMAN {
        @Override
        void print(Report report, boolean verbose, Terminal terminal) {
            Printer out = terminal.outPrinter();
            out.print(HumanReport.render(report, verbose, out.folding().columns()));
        }
    },
    JSON {
        @Override
        void print(Report report, boolean verbose, Terminal terminal) {
            terminal.out().print(JsonReport.render(report));
            terminal.out().flush();
        }
    };

    abstract void print(Report report, boolean verbose, Terminal terminal);

    /** The format that a command line asks for even though it can't be parsed. */
    static OutputFormat requestedBy(String[] arguments) {
        var words = List.of(arguments);
        int option = words.indexOf("--output");
        boolean separate = option >= 0
                && option + 1 < words.size()
                && words.get(option + 1).equalsIgnoreCase("json");
        boolean joined = words.stream().anyMatch("--output=json"::equalsIgnoreCase);
        return separate || joined ? JSON : HUMAN;
    }
}
