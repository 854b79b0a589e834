package io.chameleon.runner.cli;

import io.chameleon.runner.InstallationResult;

/** A fresh catalogue for people: what there is now, and what to do next. */
final class HumanInstallation {
    private HumanInstallation() {}

    static String done(InstallationResult result, ConfigurationName configuration) {
        return "The catalogue " + result.version() + " is in sch_chameleon now; it has no sources yet.\n\nNext, with "
                + RunnerVersion.releases(result.version()) + ":\n  chameleon add_source --config "
                + configuration.forChameleon() + " --source SOURCE\n";
    }
}
