//! Prints the links of `docs/hosts.md` that install a server in a host.
#![expect(clippy::print_stdout, reason = "this program talks to a person")]

use end_to_end::links;

fn main() {
    print!("{}\n{}", links::vs_code(), links::cursor());
}
