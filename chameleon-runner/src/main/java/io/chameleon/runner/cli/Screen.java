package io.chameleon.runner.cli;

import java.util.Map;
import java.util.Optional;

/** Whether a person looks at the standard streams, rather than a pipe or a file taking them. */
interface Screen {
    /** Nobody looks. */
    Screen NONE = new Screen() {
        @Override
        public boolean showsOut() {
            return false;
        }

        @Override
        public boolean showsErr() {
            return false;
        }

        @Override
        public int columns() {
            return 0;
        }
    };

    boolean showsOut();

    boolean showsErr();

    /** How many characters fit in one line. */
    int columns();

    /** That of the process. Nothing is found out before it is asked for. */
    static Screen ofProcess(Map<String, String> environment) {
        String kind = Optional.ofNullable(environment.get("TERM")).orElse("");
        return kind.isEmpty() || kind.equals("dumb") ? NONE : new ProcessScreen();
    }
}
