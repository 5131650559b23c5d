//! The console blocks of README.md and of the pages in docs/ show what the program really prints.
//! Refresh them with `TRYCMD=overwrite cargo test --test docs`.

#[test]
fn console_blocks() {
    trycmd::TestCases::new()
        .env("LC_ALL", "C.UTF-8")
        .case("README.md")
        .case("docs/*.md");
}
