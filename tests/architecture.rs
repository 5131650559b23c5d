//! The layers of `src/`: which module may import which, and who may name the AWS SDK and clap.
//!
//! Everything is read off the `crate::…` paths of the source, so those are the only ones allowed:
//! no `super::`, no `self::`. Unit tests may import what they like.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a failed expectation is a failed test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The layers, top to bottom. A module imports from its own layer's directory or from lower layers;
/// `aws` and `saved` share a layer and do not know each other.
const LAYERS: &[&[&str]] = &[
    &["main"],
    &["lib"],
    &["commands"],
    &["wait"],
    &["source"],
    &["report"],
    &["console"],
    &["render"],
    &["aws", "saved"],
    &["selection"],
    &["humanize"],
    &["model"],
    &["error"],
];

#[test]
fn imports_go_down_the_layers() {
    let sources = Sources::read();
    let mut problems = Vec::new();
    for (module, imports) in &sources.imports {
        for import in imports {
            let (from, to) = (top_module(module), top_module(import));
            if from != to && layer(from) >= layer(to) {
                problems.push(format!(
                    "src/{} imports src/{}: `{to}` is not below `{from}`",
                    file(module),
                    file(import),
                ));
            }
        }
    }
    assert_none(
        &problems,
        "Move what both need to a lower layer, or pass it in as a plain value. The layers are listed in \
         tests/architecture.rs.",
    );
}

#[test]
fn no_modules_import_each_other() {
    let sources = Sources::read();
    let problems: Vec<String> = sources
        .circles()
        .iter()
        .map(|circle| {
            let files: Vec<String> = circle
                .iter()
                .map(|module| format!("src/{}", file(module)))
                .collect();
            files.join(" -> ")
        })
        .collect();
    assert_none(
        &problems,
        "Each of these imports the next, and the last is the first again. Move what they share to a file \
         of its own that imports none of them.",
    );
}

#[test]
fn every_import_is_an_absolute_path() {
    let relative = |code: &str| code.contains("super::") || code.contains("self::");
    assert_none(
        &Sources::read().lines(relative),
        "Spell the path out as crate::…, so that the direction of every import can be seen and checked.",
    );
}

#[test]
fn only_aws_names_the_sdk() {
    let names_sdk = |code: &str| {
        code.split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .any(|word| SDK_PREFIXES.iter().any(|prefix| word.starts_with(prefix)))
    };
    let problems = Sources::read().lines_outside(&["aws"], names_sdk);
    assert_none(
        &problems,
        "Only src/aws/ may name the AWS SDK: convert its types to those of src/model/ or src/error.rs \
         there.",
    );
}

const SDK_PREFIXES: [&str; 5] = [
    "aws_sdk_",
    "aws_smithy_",
    "aws_config",
    "aws_types",
    "aws_credential_types",
];

/// clap is named outside `commands` where a usage error is printed, and where an enum lists its values.
const CLAP_IS_ALLOWED_IN: [&str; 4] = ["commands", "lib", "console", "render::format"];

#[test]
fn only_commands_name_clap() {
    let names_clap = |code: &str| code.contains("clap::");
    let problems = Sources::read().lines_outside(&CLAP_IS_ALLOWED_IN, names_clap);
    assert_none(
        &problems,
        "Keep command-line types in src/commands/ and pass plain values down.",
    );
}

#[track_caller]
fn assert_none(problems: &[String], advice: &str) {
    assert!(
        problems.is_empty(),
        "\n  {}\n\n{advice}",
        problems.join("\n  ")
    );
}

/// The source files without comments and unit tests, by module path: `source::pages`, `main`.
struct Sources {
    code: BTreeMap<String, String>,
    imports: BTreeMap<String, BTreeSet<String>>,
}

impl Sources {
    fn read() -> Self {
        let mut paths = Vec::new();
        collect(&src(), &mut paths);
        let code: BTreeMap<String, String> = paths
            .iter()
            .map(|path| (module(path), code(path)))
            .collect();
        assert!(code.len() > 50, "only {} files in src/", code.len());
        let imports = code
            .iter()
            .map(|(module, text)| (module.clone(), imports(module, text, &code)))
            .collect();
        Self { code, imports }
    }

    /// The lines of code that match, each with its file.
    fn lines(&self, matches: impl Fn(&str) -> bool) -> Vec<String> {
        self.lines_outside(&[], matches)
    }

    /// [`Self::lines`], except in these modules and those inside them.
    fn lines_outside(&self, allowed: &[&str], matches: impl Fn(&str) -> bool) -> Vec<String> {
        let is_allowed = |module: &str| {
            allowed.iter().any(|name| {
                module
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            })
        };
        self.code
            .iter()
            .filter(|(module, _)| !is_allowed(module))
            .flat_map(|(module, code)| code.lines().map(move |line| (module, line)))
            .filter(|(_, line)| matches(line))
            .map(|(module, line)| format!("src/{}: {}", file(module), line.trim()))
            .collect()
    }

    /// A circle for each module that can be reached from itself, unless it is in one already.
    fn circles(&self) -> Vec<Vec<String>> {
        let mut circles: Vec<Vec<String>> = Vec::new();
        for module in self.imports.keys() {
            if circles.iter().any(|circle| circle.contains(module)) {
                continue;
            }
            circles.extend(self.way_back_to(module));
        }
        circles
    }

    /// The shortest way from a module over its imports back to itself.
    fn way_back_to(&self, start: &str) -> Option<Vec<String>> {
        let mut ways = vec![vec![start.to_owned()]];
        let mut seen = BTreeSet::new();
        while !ways.is_empty() {
            let mut longer = Vec::new();
            for way in ways {
                for next in self.imports.get(way.last()?).into_iter().flatten() {
                    let way = [way.as_slice(), std::slice::from_ref(next)].concat();
                    if next == start {
                        return Some(way);
                    }
                    if seen.insert(next.clone()) {
                        longer.push(way);
                    }
                }
            }
            ways = longer;
        }
        None
    }
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

fn module(path: &Path) -> String {
    let relative = path.strip_prefix(src()).expect("a path in src/");
    let names: Vec<_> = relative
        .with_extension("")
        .iter()
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.join("::")
}

fn file(module: &str) -> String {
    module.replace("::", "/") + ".rs"
}

/// The top-level module: `source` for `source::pages`.
fn top_module(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

fn layer(module: &str) -> usize {
    LAYERS
        .iter()
        .position(|layer| layer.contains(&module))
        .unwrap_or_else(|| {
            panic!("src/{module}.rs has no layer: add it to LAYERS in tests/architecture.rs")
        })
}

/// A file up to its unit tests, without comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file");
    let lines: Vec<&str> = text
        .lines()
        .map(|line| match line.find("//") {
            // Not the slashes of a URL in a string.
            Some(at) if !line[..at].ends_with(':') => &line[..at],
            _ => line,
        })
        .collect();
    let text = lines.join("\n");
    match text.split_once("#[cfg(test)]\nmod ") {
        Some((code, _tests)) => code.to_owned(),
        None => text,
    }
}

/// The modules that a file names, by `crate::…` or, for its own children, by their bare name.
fn imports(module: &str, text: &str, modules: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut imports = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        for path in expand("", &text[at + "crate::".len()..]) {
            imports.extend(longest_module(&path, modules));
        }
    }
    let children = modules.keys().filter_map(|other| {
        let child = other.strip_prefix(module)?.strip_prefix("::")?;
        (!child.contains("::")).then_some(child)
    });
    for child in children {
        let path = format!("{child}::");
        let is_named = text.match_indices(&path).any(|(at, _)| {
            !text[..at].ends_with(|before: char| before.is_alphanumeric() || "_:".contains(before))
        });
        if is_named {
            imports.insert(format!("{module}::{child}"));
        }
    }
    imports.remove(module);
    imports
}

/// The paths of a use tree: `a::{b, c::d}` is `a::b` and `a::c::d`. Reads to the tree's end.
fn expand(prefix: &str, tree: &str) -> Vec<String> {
    let end = tree
        .find(|c: char| !(c.is_alphanumeric() || "_:".contains(c)))
        .unwrap_or(tree.len());
    let path = format!("{prefix}{}", &tree[..end]);
    if !path.ends_with("::") || !tree[end..].starts_with('{') {
        return vec![path];
    }
    let mut paths = Vec::new();
    let (mut depth, mut start) = (0, end + 1);
    for (at, c) in tree.char_indices().skip_while(|(at, _)| *at < end) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if (c == ',' && depth == 1) || depth == 0 {
            paths.extend(expand(&path, tree[start..at].trim()));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    paths
}

/// The module that a path leads to or into: `source::pages` for `source::pages::Pages`.
fn longest_module(path: &str, modules: &BTreeMap<String, String>) -> Option<String> {
    let mut path = path.trim_end_matches("::");
    loop {
        if modules.contains_key(path) {
            return Some(path.to_owned());
        }
        path = path.rsplit_once("::")?.0;
    }
}

#[test]
fn use_trees_are_read_to_their_ends() {
    let paths = expand(
        "",
        "model::{arn, page::{Page, Query},\n serving::Serving};\nuse b;",
    );
    assert_eq!(
        paths,
        [
            "model::arn",
            "model::page::Page",
            "model::page::Query",
            "model::serving::Serving"
        ]
    );
    assert_eq!(expand("", "error::Result<()>"), ["error::Result"]);
}
