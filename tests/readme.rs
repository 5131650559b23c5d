//! The console blocks of the README show what really comes out.
//! Refresh them with `TRYCMD=overwrite cargo test --test readme`.

#[test]
fn console_blocks() {
    trycmd::TestCases::new()
        .env("LC_ALL", "C.UTF-8")
        .case("README.md");
}
