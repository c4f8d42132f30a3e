//! The program: hands its arguments to the command line, and is the only place that decides the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Expected errors are sentences of the command line; this is for what nobody expected.
    if color_eyre::install().is_err() {
        return ExitCode::FAILURE;
    }
    ithaca::cli::run()
}
