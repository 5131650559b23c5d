//! The console blocks of the README show what really comes out.
//! Refresh them with `TRYCMD=overwrite cargo test --test readme`.

#[test]
fn console_blocks() {
    trycmd::TestCases::new().case("README.md");
}
